// Views in memory that survive a start: now and then, and at the end, they are written to a file, from which the next start goes
// on. The file is never needed: one that is damaged, or of other models, is told of and passed over, and the log has it all.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { isDiskFull, type Logger } from "@taizhang/process";
import { z } from "zod";
import { type KeptPart, type MemoryViews, memoryViews } from "./memory-views.ts";
import { type Checkpoint, type ModelRef, stopReasons, type Views } from "./views.ts";

/** How often they are written, in milliseconds, if something has changed and nothing changes meanwhile. */
const saveEveryMs = 10 * 60 * 1000;
/** About how many characters are written at once. */
const pieceSize = 1 << 18;

/** Where the views are saved, and of which models. */
export interface SavedSettings {
  readonly file: string;
  readonly models: readonly ModelRef[];
  readonly logger: Logger;
}

const position = z
  .string()
  .regex(/^\d+$/)
  .transform((text) => BigInt(text));
const checkpoint = z
  .object({
    position: position.nullable(),
    stopped: z.boolean(),
    stop: z.object({ at: position.nullable(), reason: z.enum(stopReasons) }).optional(),
    live: z.boolean(),
    mark: z.string().nullable(),
  })
  .transform(({ stop, ...at }): Checkpoint => ({ ...at, ...(stop ? { stop } : {}) }));
const modelPart = z.object({ model: z.object({ name: z.string(), version: z.int() }), at: checkpoint });
const part = z.union([
  z.object({ key: z.string(), doc: z.unknown() }),
  z.object({ index: z.string(), members: z.array(z.tuple([z.string(), z.string()])) }),
  modelPart,
]);
const ending = z.object({ sha256: z.string() });
const beginsEnd = Buffer.from('{"sha256":');

/** Views in memory as they were last saved, or empty ones. Closing them saves them. */
export async function savedViews({ file, models, logger }: SavedSettings): Promise<Views> {
  const views = await opened(file, models, logger);
  let savedAt = views.changeCount();
  let saving: Promise<void> = Promise.resolve();

  /** Writes what has changed, one writing after the other. A failure is told; the file stays as it was. */
  function save(): Promise<void> {
    saving = saving.then(async () => {
      const changeCount = views.changeCount();
      if (changeCount === savedAt) return;
      try {
        if (await written(views, file)) savedAt = changeCount;
      } catch (err) {
        const why = isDiskFull(err) ? "the disk is full: make room" : "see the error";
        logger.warn({ err, file }, `the read models cannot be saved, so that the next start takes longer; ${why}`);
      }
    });
    return saving;
  }

  const now = setInterval(() => void save(), saveEveryMs);
  now.unref();
  return {
    ...views,
    async close() {
      clearInterval(now);
      await save();
      await views.close();
    },
  };
}

/** Writes everything beside the file and puts it in its place; false if something has changed meanwhile. */
async function written(views: MemoryViews, file: string): Promise<boolean> {
  const began = views.changeCount();
  const hash = createHash("sha256");
  const fresh = `${file}.part`;
  const out = await open(fresh, "w", 0o600);
  try {
    let piece = "";
    for (const each of views.parts()) {
      piece += `${textOf(each)}\n`;
      if (piece.length < pieceSize) continue;
      await put(out, piece, hash);
      piece = "";
      await turn();
      if (views.changeCount() !== began) return false;
    }
    await put(out, piece, hash);
    await out.write(`${JSON.stringify({ sha256: hash.digest("hex") })}\n`);
    await out.sync();
  } finally {
    await out.close();
  }
  await rename(fresh, file);
  const directory = await open(dirname(file), "r");
  await directory.sync().finally(() => directory.close());
  return true;
}

/** Positions are written as text. Documents hold none, and looking for them there would take long. */
const textOf = (each: KeptPart): string =>
  "model" in each
    ? JSON.stringify(each, (_, value) => (typeof value === "bigint" ? `${value}` : value))
    : JSON.stringify(each);

async function put(out: FileHandle, piece: string, hash: { update(bytes: Buffer): unknown }): Promise<void> {
  const bytes = Buffer.from(piece);
  hash.update(bytes);
  await out.writeFile(bytes);
}

/** The views of a file; empty ones where there is none that fits. */
async function opened(file: string, models: readonly ModelRef[], logger: Logger): Promise<MemoryViews> {
  const views = memoryViews();
  const began = performance.now();
  try {
    const kept = await read(file);
    const fitting = kept.filter(({ model }) =>
      models.some(({ name, version }) => name === model.name && version === model.version),
    );
    for (const { parts } of fitting) views.take(parts);
    const others = models.filter(({ name }) => !fitting.some(({ model }) => model.name === name));
    const fields = { ms: Math.round(performance.now() - began), anew: others.map(({ name }) => name) };
    logger.info(fields, "the read models go on from where they were saved; those named in `anew` begin with the log");
  } catch (error) {
    const isThere = !(error instanceof Error && "code" in error && error.code === "ENOENT");
    if (isThere)
      logger.warn({ file, err: error }, "the saved read models cannot be used, and are made anew from the log");
    return memoryViews();
  }
  return views;
}

interface KeptModel {
  readonly model: ModelRef;
  readonly parts: KeptPart[];
}

/** What a file holds, model by model. Throws if it is not whole. */
async function read(file: string): Promise<readonly KeptModel[]> {
  const hash = createHash("sha256");
  const kept: KeptModel[] = [];
  let ended: string | null = null;
  for await (const line of linesIn(file)) {
    if (ended !== null) throw new Error("something stands behind its end");
    const value: unknown = JSON.parse(line.toString());
    if (line.subarray(0, beginsEnd.length).equals(beginsEnd)) {
      ended = ending.parse(value).sha256;
      continue;
    }
    hash.update(line).update("\n");
    const each = part.parse(value);
    if ("model" in each) kept.push({ model: each.model, parts: [each] });
    else kept.at(-1)?.parts.push(each);
  }
  if (ended === null) throw new Error("its end is missing");
  if (ended !== hash.digest("hex")) throw new Error("its bytes are not those that were written");
  return kept;
}

/** The lines of a file, as bytes. Those of the system's own reader would also end where a text holds U+2028. */
async function* linesIn(file: string): AsyncGenerator<Buffer, void> {
  let begun: Buffer[] = [];
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = chunk;
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      yield Buffer.concat([...begun, bytes.subarray(from, to)]);
      begun = [];
      from = to + 1;
    }
    begun.push(bytes.subarray(from));
  }
  if (Buffer.concat(begun).length > 0) throw new Error("its last line is cut off");
}
