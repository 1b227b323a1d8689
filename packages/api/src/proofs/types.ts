// Proofs 存证 as the schema shows them: signed checkpoints, and how hashes lead from a leaf or an older one to their roots.
import type { KeptCheckpoint, KeptGrowth, KeptInclusion } from "@taizhang/proving";
import { Field, Int, ObjectType } from "type-graphql";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

@ObjectType({
  description:
    "A signed checkpoint 检查点: how many events the region's log had, and the root of their Merkle tree (RFC 6962). Keep its " +
    "note: with it, every later change of those events is found.",
})
export class SignedCheckpoint {
  @Field(() => String, {
    description: "The name of the log 日志名称: ledger, id of the log, region, and `sm3` where that is used.",
  })
  origin!: string;

  @Field(() => Int, { description: "How many events it covers 事件数." })
  size!: number;

  @Field(() => String, { description: "The root of the tree, in hexadecimal 根哈希." })
  root!: string;

  @Field(() => String, {
    description: "The note as it was signed (C2SP tlog-checkpoint), with the cosignatures of witnesses 签名文本.",
  })
  note!: string;

  @Field(() => String, { description: "The key that verifies the signature of the log, `name+id+key` 验证公钥." })
  verifierKey!: string;
}

@ObjectType({
  description:
    "The proof that an event is in the log of a checkpoint, by RFC 6962 收录证明. Hashes are in hexadecimal.",
})
export class InclusionProof {
  @Field(() => SignedCheckpoint, { description: "The checkpoint that the proof leads to 检查点." })
  checkpoint!: SignedCheckpoint;

  @Field(() => Int, { description: "The place of the event in the log of its region, from 0 序号." })
  index!: number;

  @Field(() => String, { description: "The bytes of the leaf as the log gives them now, in base64 事件原始字节." })
  leaf!: string;

  @Field(() => String, { description: "The hash of the leaf as it was signed 叶哈希." })
  leafHash!: string;

  @Field(() => Boolean, {
    description:
      "True where the event's bytes do not have that hash: they were altered since they were signed 是否被改动.",
  })
  altered!: boolean;

  @Field(() => [String], { description: "The hashes beside the way to the root, the nearest first 路径哈希." })
  hashes!: string[];
}

@ObjectType({
  description:
    "The proof that the log of one checkpoint is the beginning of that of another, by RFC 6962 一致性证明. Hashes are in " +
    "hexadecimal.",
})
export class ConsistencyProof {
  @Field(() => SignedCheckpoint, { description: "The older checkpoint 较早的检查点." })
  from!: SignedCheckpoint;

  @Field(() => SignedCheckpoint, { description: "The newer checkpoint 较新的检查点." })
  to!: SignedCheckpoint;

  @Field(() => [String], { description: "The hashes of the proof, in their order 路径哈希." })
  hashes!: string[];
}

export const shownCheckpoint = ({ origin, size, root, note, key }: KeptCheckpoint): SignedCheckpoint => ({
  ...{ origin, size, root: hex(root) },
  ...{ note, verifierKey: key },
});

export const shownInclusion = ({
  checkpoint,
  index,
  leaf,
  leafHash,
  isAltered,
  proof,
}: KeptInclusion): InclusionProof => ({
  checkpoint: shownCheckpoint(checkpoint),
  index,
  leaf: Buffer.from(leaf).toString("base64"),
  leafHash: hex(leafHash),
  altered: isAltered,
  hashes: proof.map(hex),
});

export const shownGrowth = ({ from, to, proof }: KeptGrowth): ConsistencyProof => ({
  from: shownCheckpoint(from),
  to: shownCheckpoint(to),
  hashes: proof.map(hex),
});
