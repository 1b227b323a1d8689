// The withdrawals of a task 任务撤销, each with its restoration 恢复 if there was one: who, when, why and on which authority.
import type { FreeText } from "@taizhang/domain";
import { type Deed, deedOf } from "./deed.ts";

/** Why something was done to a whole task, and by whom. */
export interface CardGround {
  readonly reason: FreeText;
  readonly authority: FreeText;
  readonly made: Deed;
}

/** One withdrawal of a task. */
export interface CardWithdrawal extends CardGround {
  /** How it was undone; null while it holds. */
  readonly restored: CardGround | null;
}

type Meta = Parameters<typeof deedOf>[0];

const groundOf = ({ reason, authority }: Pick<CardGround, "reason" | "authority">, meta: Meta): CardGround => ({
  ...{ reason, authority, made: deedOf(meta) },
});

/** The withdrawals with one more. */
export const withdrawn = (
  before: readonly CardWithdrawal[],
  why: Pick<CardGround, "reason" | "authority">,
  meta: Meta,
): CardWithdrawal[] => [...before, { ...groundOf(why, meta), restored: null }];

/** The withdrawals with the last one undone. */
export const restored = (
  before: readonly CardWithdrawal[],
  why: Pick<CardGround, "reason" | "authority">,
  meta: Meta,
): CardWithdrawal[] =>
  before.map((each, at) => (at === before.length - 1 ? { ...each, restored: groundOf(why, meta) } : each));
