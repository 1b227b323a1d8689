// One run of a scenario: its own names on the server, ids for its symbols, and the answers so far.
import { randomBytes, randomUUID } from "node:crypto";
import type { From, Name } from "./program.ts";

export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

export class Run {
  readonly prefix = `r${randomBytes(4).toString("hex")}-`;
  /** The symbol of each UUID that was given out. */
  readonly symbols = new Map<string, string>();
  readonly #ids = new Map<string, string>();
  readonly #answers = new Map<string, unknown>();

  /** The stream's name on the server: the prefix comes after the dollars. */
  stream(name: Name): string {
    if (typeof name === "string") return name.replace(/^\$*/, (dollars) => dollars + this.prefix);
    return "literal" in name ? this.fill(name.literal) : this.prefix + name.repeat.repeat(name.times);
  }

  /** `{run}` in a text is the prefix. */
  fill(text: string): string {
    return text.replaceAll("{run}", this.prefix);
  }

  id(symbol: string): string {
    const known = this.#ids.get(symbol);
    if (known !== undefined) return known;
    const id = randomUUID();
    this.#ids.set(symbol, id);
    this.symbols.set(id, symbol);
    return id;
  }

  remember(label: string, answer: unknown): void {
    this.#answers.set(label, answer);
  }

  position(from: From): "start" | "end" | Position {
    if (from === "start" || from === "end") return from;
    if (typeof from !== "object") throw new Error(`${from} is no position.`);
    if ("commit" in from) return { commit: BigInt(from.commit), prepare: BigInt(from.prepare) };
    const [label, index = 0] = from.positionOf;
    const found = [...positionsIn(this.#answers.get(label))].at(index);
    if (!found) throw new Error(`The answer "${label}" has no position ${index}.`);
    const { plus = 0, plusCommit = 0, plusPrepare = 0 } = from;
    return { commit: found.commit + BigInt(plus + plusCommit), prepare: found.prepare + BigInt(plus + plusPrepare) };
  }
}

const prop = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** The positions in an answer: of its events, of an append, of checkpoints. */
function* positionsIn(answer: unknown): Iterable<Position> {
  const events = prop(prop(answer, "ok"), "events") ?? prop(answer, "events");
  const single = prop(prop(answer, "ok"), "position");
  const messages = prop(answer, "messages");
  if (Array.isArray(events)) {
    for (const each of events) yield* asPosition(prop(prop(each, "link") ?? prop(each, "event"), "position"));
  } else if (single) yield* asPosition(single);
  else if (Array.isArray(messages)) {
    for (const each of messages) {
      const event = prop(each, "event");
      const success = prop(prop(each, "success"), "position");
      yield* asPosition(
        prop(event, "link") ?? prop(event, "event") ?? success ?? prop(each, "position") ?? prop(each, "checkpoint"),
      );
    }
  }
}

function* asPosition(value: unknown): Iterable<Position> {
  const commit = prop(value, "commit") ?? prop(value, "commitPosition");
  const prepare = prop(value, "prepare") ?? prop(value, "preparePosition");
  if (commit !== undefined && prepare !== undefined)
    yield { commit: BigInt(`${commit}`), prepare: BigInt(`${prepare}`) };
}
