// Filters of the whole log: by stream name or event type, with an expression or a list of prefixes.
import { createContext, Script } from "node:vm";
import { translateExpression } from "./dotnet-expression.ts";
import type { RecordedEvent } from "./event.ts";

/** Tells for each event whether it passes. Throws `FilterRefused` if that takes too long. */
export type Filter = (events: readonly RecordedEvent[]) => readonly boolean[];

/** The filter's expression is not valid, or takes too long. */
export class FilterRefused extends Error {}

export type FilterSubject = "streamName" | "eventType";

/** Passes texts that begin with one of the prefixes, compared by code units; without prefixes, none. */
export function prefixFilter(subject: FilterSubject, prefixes: readonly string[]): Filter {
  return (events) => events.map((event) => prefixes.some((prefix) => textOf(subject, event).startsWith(prefix)));
}

/** Passes texts in which the expression, in .NET's dialect, matches somewhere. Throws `FilterRefused` if it is not valid. */
export function expressionFilter(subject: FilterSubject, source: string): Filter {
  const expression = compile(source);
  const known = new Map<string, boolean>();
  return (events) => {
    const texts = events.map((event) => textOf(subject, event));
    const unknown = texts.filter((text) => !known.has(text));
    const answers = unknown.length > 0 ? testAll(expression, unknown) : [];
    const fresh = new Map(unknown.map((text, i) => [text, answers[i] ?? false]));
    const matching = texts.map((text) => known.get(text) ?? fresh.get(text) ?? false);
    for (const [text, matches] of fresh) remember(known, text, matches);
    return matching;
  };
}

function textOf(subject: FilterSubject, event: RecordedEvent): string {
  return subject === "streamName" ? event.stream : event.type;
}

function compile(source: string): RegExp {
  try {
    const { pattern, flags } = translateExpression(source);
    return new RegExp(pattern, flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FilterRefused(`The filter's expression "${source.slice(0, 200)}" is not valid: ${reason}`);
  }
}

const timeLimitMs = 1000;
const testAllTexts = new Script("texts.map((text) => expression.test(text))");

/** An expression can take for ever on one text: only a script's time limit stops it. */
function testAll(expression: RegExp, texts: readonly string[]): boolean[] {
  try {
    const answers: unknown = testAllTexts.runInContext(createContext({ expression, texts }), { timeout: timeLimitMs });
    return Array.isArray(answers) ? answers.map(Boolean) : [];
  } catch {
    throw new FilterRefused(
      `The filter's expression takes longer than ${timeLimitMs} ms on ${texts.length} names. Nested repetitions such as (a+)+ do that.`,
    );
  }
}

const rememberedTexts = 1024;
const rememberedLength = 256;

function remember(known: Map<string, boolean>, text: string, matches: boolean): void {
  if (text.length > rememberedLength) return;
  if (known.size >= rememberedTexts) known.clear();
  known.set(text, matches);
}
