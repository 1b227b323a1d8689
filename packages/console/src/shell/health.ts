// Whether the server is well 运行状态: what it says of itself to everybody, asked for now and then, and again where an answer is stale.
import { useQuery } from "@tanstack/react-query";
import { isJson, parsed, textIn } from "../json.ts";
import type { Sentence } from "../texts/sentence.ts";

/** What is wrong with a part of the server. */
export interface Problem {
  /** Such as `log`, or the name of a read model. */
  readonly part: string;
  /** Such as `STOPPED`. */
  readonly code: string;
  readonly reason: Sentence;
}

export interface Health {
  readonly problems: readonly Problem[];
  /** Whether tokens of the development key are accepted. */
  readonly hasDevelopmentTokens: boolean;
}

export const healthKey = ["health"];
const everyMs = 60_000;
/** How often while something is wrong, so that its end is seen soon. */
const everyMsWhileIll = 5000;

/** Asks; null where there is no answer. */
export async function healthOf(fetching: typeof fetch = (...given) => fetch(...given)): Promise<Health | null> {
  const answer = await fetching("/health/ready").catch(() => null);
  const body = parsed((await answer?.text().catch(() => null)) ?? null);
  if (!isJson(body) || !Array.isArray(body["problems"])) return null;
  return {
    problems: body["problems"].flatMap((each) => problemIn(each) ?? []),
    hasDevelopmentTokens: textIn(body, "warning") !== null,
  };
}

function problemIn(value: unknown): Problem | null {
  const [part, code, en] = ["part", "code", "reason"].map((field) => textIn(value, field));
  if (part == null || code == null || en == null) return null;
  return { part, code, reason: { zh: textIn(value, "reasonZh") ?? en, en } };
}

/** How the server is; undefined before the first answer, null where there is none. */
export const useHealth = (every = everyMs) =>
  useQuery({
    queryKey: healthKey,
    queryFn: () => healthOf(),
    refetchInterval: ({ state }) => ((state.data?.problems.length ?? 0) > 0 ? Math.min(every, everyMsWhileIll) : every),
  }).data;
