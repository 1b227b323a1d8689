// An archive 档案: everything that a region has in one file of lines, each a JSON object with one field that says what it is.
import { type ArchivedEvent, base64In, base64Of, type Sentence } from "@taizhang/proofs";
import { z } from "zod";
import { jsonIn } from "../json-in.ts";

const base64 = z.string().transform((text, context) => {
  const bytes = base64In(text);
  if (bytes !== null) return bytes;
  context.addIssue({ code: "custom", message: "expected base64" });
  return z.NEVER;
});
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "expected a hash in hexadecimal")
  .transform((text) => new Uint8Array(Buffer.from(text, "hex")));

/** What an archive is of. It is the first line. */
const head = z.strictObject({
  layout: z.literal("taizhang/archive/1"),
  regionId: z.string(),
  /** The name of the log, and the key that verifies its checkpoints. */
  origin: z.string(),
  key: z.string(),
  writtenAt: z.string(),
});

/** An event with its exact bytes. Its place in the store and the store's clock are in no leaf: nothing proves them. */
const event = z.strictObject({
  stream: z.string(),
  revision: z.int().min(0),
  id: z.string(),
  type: z.string(),
  contentType: z.string(),
  data: base64,
  metadata: base64,
  position: z.string(),
  recordedAt: z.string(),
});

/** The bytes of a notice, or of a file that belongs to one. */
const source = z.strictObject({ sha256: z.string(), name: z.string(), bytes: base64 });

/** How many lines of each kind there are, so that an archive that was cut off is known for one. It is the last line. */
const end = z.strictObject({ events: z.int(), sources: z.int() });

const kinds = {
  head,
  checkpoint: z.string(),
  event,
  /** The hash of a leaf as the tree keeps it, beside the event whose place it has. */
  leaf: hash,
  source,
  end,
} as const;

export type Kind = keyof typeof kinds;
export type Line<Of extends Kind> = z.output<(typeof kinds)[Of]>;

/** A file that is no archive, or a line that was not written as it stands. */
export class NoArchive extends Error {
  override readonly name = "NoArchive";
  readonly sentence: Sentence;

  constructor(zh: string, en: string) {
    super(en);
    this.sentence = { zh, en };
  }
}

/** What a line is, without reading the rest of it; null if it is none. */
export function kindOf(line: string): Kind | null {
  const [, kind = ""] = /^\{"([a-z]+)":/.exec(line) ?? [];
  return Object.hasOwn(kinds, kind) ? (kind as Kind) : null;
}

/** Reads a line of a kind. Throws `NoArchive` with its number. */
export function parsed<Of extends Kind>(kind: Of, line: string, number: number): Line<Of> {
  const shape: z.ZodType<unknown> = z.strictObject({ [kind]: kinds[kind] });
  const { data, error } = shape.safeParse(jsonIn(line));
  if (error) {
    const [issue] = error.issues;
    const field = issue?.path.join(".") || kind;
    throw new NoArchive(
      `第${number}行的${field}不是档案所用的写法`,
      `line ${number}: ${field}: ${issue?.message ?? "not readable"}`,
    );
  }
  return (data as Readonly<Record<Of, Line<Of>>>)[kind];
}

/** An event as it is written: with the place that it had in the store. */
export interface WrittenEvent extends ArchivedEvent {
  readonly position: bigint;
  readonly recordedAt: string;
}

/** A line with its newline. */
export const written = {
  head: (value: Omit<Line<"head">, "layout">) => line({ head: { layout: "taizhang/archive/1", ...value } }),
  checkpoint: (note: string) => line({ checkpoint: note }),
  event: ({ stream, revision, id, type, contentType, data, metadata, position, recordedAt }: WrittenEvent) =>
    line({
      event: {
        ...{ stream, revision, id, type, contentType },
        ...{ data: base64Of(data), metadata: base64Of(metadata) },
        ...{ position: String(position), recordedAt },
      },
    }),
  leaf: (leafHash: Uint8Array) => line({ leaf: Buffer.from(leafHash).toString("hex") }),
  source: ({ sha256, name, bytes }: Line<"source">) => line({ source: { sha256, name, bytes: base64Of(bytes) } }),
  end: (value: Line<"end">) => line({ end: value }),
};

const line = (value: object): string => `${JSON.stringify(value)}\n`;
