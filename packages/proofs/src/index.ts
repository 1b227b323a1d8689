// The front door of the proofs: Merkle logs, their checkpoints, and the auditor's verifiers. Pure: no files, no clock.
export { base64In, base64Of } from "./base64.ts";
export type { Place, Span } from "./bracket.ts";
export {
  type Checkpoint,
  type Cosigned,
  checkpointsIn,
  cosignaturesUnder,
  type OpenedCheckpoint,
  openCheckpoint,
  openCosignatures,
  readCheckpoint,
  signCheckpoint,
} from "./checkpoint.ts";
export { cosign, witnessedAt } from "./cosignature.ts";
export { type Digest, type DigestName, digestNames, digestOf, hashBytes, sameBytes } from "./digest.ts";
export type { Contradiction, Evidence, Growth } from "./evidence.ts";
export {
  type KeyType,
  parseSigner,
  parseVerifierKey,
  publicBytesOf,
  renamed,
  type Signer,
  secretText,
  signerOf,
  type VerifierKey,
} from "./key.ts";
export { type ArchivedEvent, leafBytes } from "./leaf.ts";
export { type MerkleLog, merkleLog } from "./merkle-log.ts";
export { memoryNodes, type NodeHashes, type Range } from "./nodes.ts";
export { joinedNotes, parseNote, type Signed } from "./note.ts";
export { NoteRefused } from "./note-refused.ts";
export { type Origin, originText, parseOrigin } from "./origin.ts";
export type { Look } from "./recorded.ts";
export type { Gap } from "./revisions.ts";
export type { Sentence } from "./sentence.ts";
export { type NoteSignature, parseSignature, signatureLine } from "./signature.ts";
export { tellVerdict } from "./tell-verdict.ts";
export type { Broken, Differs, Intact, Verdict } from "./verdict.ts";
export { verifyArchive } from "./verify-archive.ts";
export { type Inclusion, type TreeHead, verifyConsistency, verifyInclusion } from "./verify-proof.ts";
