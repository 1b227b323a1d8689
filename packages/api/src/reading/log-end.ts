// Positions that people give, and the end of the log: one that the log has not come to is refused, wherever it is given.
import type { Sentence } from "@taizhang/domain";
import { Outage, type Position } from "@taizhang/log";
import { settledWithin } from "@taizhang/process";
import type { Context } from "../context.ts";
import { type ProblemCode, problem } from "../errors.ts";
import { bounds } from "../limits/limits.ts";

/** What of a context tells how far the log has come. */
type OfLog = Pick<Context, "headFor">;

/** True for the context of a request. */
export const hasLog = (context: object): context is OfLog => "headFor" in context;

/**
 * Throws `BAD_USER_INPUT` (or another code) where the log has not come to a position, with the position that it has come to:
 * what was so then nobody can tell yet. The position is of another log, or of this one before it was restored from a backup.
 * `field` is where it was said, such as `asOf.position`.
 */
export async function requireReached(
  context: OfLog,
  position: Position | null | undefined,
  field: string,
  code: ProblemCode = "BAD_USER_INPUT",
): Promise<void> {
  if (position == null) return;
  const head = await context.headFor(position);
  if (head !== null && position <= head) return;
  throw problem(code, notReached(field, position, head), { field, ...(head === null ? {} : { position: head }) });
}

function notReached(field: string, position: Position, head: Position | null): Sentence {
  const zh = head === null ? "事件日志还没有事件" : `事件日志目前只到位置 ${head}`;
  const en = head === null ? "the event log is empty" : `the event log ends at position ${head}`;
  return {
    zh: `${field}：${zh}，没有到过位置 ${position}；请给出回执或查询结果所载的位置。恢复备份之后旧位置可能不再有效：请重新查询。`,
    en:
      `${field}: ${en} and has not come to ${position}; give one as a receipt or an answer carries it. After a ` +
      "restore from a backup earlier positions may be gone: ask anew.",
  };
}

/**
 * Refuses a position that an answer is to include as `requireReached` does. While the log is away, or does not say how far it
 * is, nobody can tell: the read models may hold the position all the same, so it is not refused.
 */
export async function requireIncludable(context: OfLog, position: Position | null | undefined): Promise<void> {
  const looking = requireReached(context, position, "atLeast");
  if (!(await settledWithin(looking, bounds.atLeastMs))) return;
  try {
    await looking;
  } catch (error) {
    if (!(error instanceof Outage)) throw error;
  }
}

/** The argument `atLeast`: a position that the log has not come to is refused before anything is read. */
export const atLeastArg = {
  nullable: true,
  description:
    "A position the answer must include 至少到此位置, as a receipt carries it: the query waits for it up to " +
    `${bounds.atLeastMs / 1000} s. One that the log has not come to is refused.`,
  validateFn: (said: Position | null | undefined, _type: unknown, { context }: { readonly context: object }) => {
    if (!hasLog(context)) throw new Error("atLeast is looked at without the context of a request");
    return requireIncludable(context, said);
  },
};
