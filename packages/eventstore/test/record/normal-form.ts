// Brings answers to a form that is the same on every run and server: symbols for ids, ranks for positions, no times.
import { createHash } from "node:crypto";
import type { Json } from "./program.ts";
import type { Run } from "./run.ts";

interface Circumstances {
  readonly run: Run;
  /** The server's address, host and port. */
  readonly address: string;
  readonly nowMs: number;
}

/** The answers of one scenario together, because the rank of a position depends on all positions in them. */
export function normalForm(answers: readonly unknown[], circumstances: Circumstances): readonly Json[] {
  const positions = new Set<bigint>();
  collectPositions("", answers, positions);
  const inOrder = [...positions].filter((n) => n > 0n && n < end).sort((a, b) => (a < b ? -1 : 1));
  const ranks = new Map(inOrder.map((position, i) => [position, `P${i + 1}`]));
  ranks.set(0n, "P0").set(end, "END");
  return answers.map((answer) => normal("", answer, { ...circumstances, ranks }));
}

type Context = Circumstances & { readonly ranks: ReadonlyMap<bigint, string> };

const end = 2n ** 64n - 1n;
const positionKeys = new Set(["commit", "prepare", "commitPosition", "preparePosition", "metastreamRevision"]);

function positionOf(key: string, value: unknown): bigint | undefined {
  if (!positionKeys.has(key)) return undefined;
  if (typeof value === "bigint") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? BigInt(value) : undefined;
}

function collectPositions(key: string, value: unknown, found: Set<bigint>): void {
  const position = positionOf(key, value);
  if (position !== undefined) found.add(position);
  else if (typeof value === "object" && value !== null && !(value instanceof Uint8Array)) {
    for (const [name, each] of Object.entries(value)) collectPositions(name, each, found);
  }
}

function normal(key: string, value: unknown, context: Context): Json {
  const position = positionOf(key, value);
  if (position !== undefined) return context.ranks.get(position) ?? null;
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return `${value}`;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string")
    return key === "created" ? normalTicks(value, context) : shortened(normalText(value, context));
  if (value instanceof Date) return isNow(value.getTime(), context) ? "<time>" : value.toISOString();
  if (value instanceof Uint8Array) return normalBytes(value, context);
  if (Array.isArray(value)) return value.map((each) => normal("", each, context));
  if (typeof value !== "object") return `${value}`;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const tree = Object.fromEntries(
    entries.map(([name, each]) => [normalText(name, context), normal(name, each, context)]),
  );
  const { commit, prepare, ...rest } = tree;
  if (typeof commit !== "string" || typeof prepare !== "string" || Object.keys(rest).length > 0) return tree;
  return commit === prepare ? commit : `${commit}/${prepare}`;
}

const dayMs = 86_400_000;
const isNow = (ms: number, { nowMs }: Context): boolean => Math.abs(ms - nowMs) < dayMs;

/** Anything but the time in ticks stays as it is. */
function normalTicks(text: string, context: Context): string {
  return /^\d+$/.test(text) && isNow(Number(BigInt(text) / 10_000n), context) ? "<ticks>" : text;
}

function normalText(text: string, { run, address }: Context): string {
  return text
    .replaceAll(run.prefix, "")
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, (uuid) => {
      const symbol = run.symbols.get(uuid.toLowerCase());
      if (symbol === undefined) return "<uuid>";
      return run.symbols.has(uuid) ? symbol : `${symbol} in capitals`;
    })
    .replaceAll(address, "<host>");
}

const longest = 240;
const digest = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex").slice(0, 12);

function shortened(text: string): string {
  return text.length > longest ? `<${text.length} characters, sha256 ${digest(text)}>` : text;
}

function normalBytes(value: Uint8Array, context: Context): Json {
  const bytes = Buffer.from(Buffer.from(value).toString("latin1").replaceAll(context.run.prefix, ""), "latin1");
  if (bytes.length > longest) return `<${bytes.length} bytes, sha256 ${digest(bytes)}>`;
  const text = bytes.toString();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: These make a text unreadable.
  const isReadable = Buffer.from(text).equals(bytes) && !/[\x00-\x08\x0e-\x1f\x7f]/.test(text);
  return isReadable ? { bytes: normalText(text, context) } : { hex: bytes.toString("hex") };
}
