// The withdrawals of a task 任务撤销, each with its restoration 恢复 if there was one: who, when, why and on which authority.
import type { Grounded } from "./card-moves.ts";
import { deedOf } from "./deed.ts";

/** One withdrawal of a task. */
export interface CardWithdrawal extends Grounded {
  /** How it was undone; null while it holds. */
  readonly restored: Grounded | null;
}

type Meta = Parameters<typeof deedOf>[0];

type Why = Pick<Grounded, "reason" | "authority">;

const groundOf = ({ reason, authority }: Why, meta: Meta): Grounded => ({
  ...{ reason, authority, made: deedOf(meta) },
});

/** The withdrawals with one more. */
export const withdrawn = (before: readonly CardWithdrawal[], why: Why, meta: Meta): CardWithdrawal[] => [
  ...before,
  { ...groundOf(why, meta), restored: null },
];

/** The withdrawals with the last one undone. */
export const restored = (before: readonly CardWithdrawal[], why: Why, meta: Meta): CardWithdrawal[] =>
  before.map((each, at) => (at === before.length - 1 ? { ...each, restored: groundOf(why, meta) } : each));
