// A checkpoint as it was signed 检查点签名文本 (C2SP tlog-checkpoint): what it says of the log. Its signature is another matter.
import { bytesInBase64, hexOf } from "./bytes.ts";

/** What a checkpoint says. */
export interface Checkpoint {
  /** The name of the log. */
  readonly origin: string;
  /** How many events it covers. */
  readonly size: number;
  /** The root of their tree, in hexadecimal. */
  readonly root: string;
}

const sizeForm = /^[1-9][0-9]{0,15}$/;
const hashBytes = 32;

/** Reads it; null where the text is no checkpoint. Line ends of other systems, and blank lines around it, are nothing of it. */
export function checkpointIn(text: string): Checkpoint | null {
  const note = `${text.replaceAll("\r\n", "\n").trim()}\n`;
  const [head, signatures] = note.split("\n\n");
  const [origin = "", sizeLine = "", rootLine = ""] = (head ?? "").split("\n");
  const size = sizeForm.test(sizeLine) ? Number(sizeLine) : Number.NaN;
  const root = bytesInBase64(rootLine);
  if (origin === "" || !Number.isSafeInteger(size) || root?.length !== hashBytes) return null;
  if (!(signatures ?? "").split("\n").some((line) => line.startsWith("— "))) return null;
  return { origin, size, root: hexOf(root) };
}

/** Whether the log is kept with SHA-256; one that is kept with SM3 says so in its name. */
export const isSha256 = ({ origin }: Pick<Checkpoint, "origin">): boolean => !origin.endsWith("/sm3");
