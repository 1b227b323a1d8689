// One signature under a note, as a line that people can copy.
import { base64In, base64Of } from "./base64.ts";
import { isKeyName } from "./key.ts";
import { NoteRefused } from "./note-refused.ts";

/** A signature as it stands under a note, not verified. */
export interface NoteSignature {
  readonly name: string;
  /** The id of the key, as the signature says. */
  readonly id: number;
  readonly bytes: Uint8Array;
}

const start = "— ";
const idBytes = 4;

/** Reads a signature's line, without its newline. Throws `NoteRefused`. */
export function parseSignature(line: string): NoteSignature {
  const [name = "", encoded = "", ...more] = line.slice(start.length).split(" ");
  const bytes = base64In(encoded);
  if (!line.startsWith(start) || !isKeyName(name) || more.length > 0 || bytes === null || bytes.length <= idBytes)
    throw new NoteRefused(
      `签名应写成“— 名称 base64”；这不是：“${line}”`,
      `a signature is written “— name base64”; this is not: “${line}”`,
    );
  return { name, id: Buffer.from(bytes).readUInt32BE(), bytes: bytes.subarray(idBytes) };
}

/** Writes a signature's line, with its newline. */
export function signatureLine({ name, id, bytes }: NoteSignature): string {
  const idAsBytes = Buffer.alloc(idBytes);
  idAsBytes.writeUInt32BE(id);
  return `${start}${name} ${base64Of(Buffer.concat([idAsBytes, bytes]))}\n`;
}
