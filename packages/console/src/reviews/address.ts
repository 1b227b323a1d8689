// The address of the review queue 审核地址: whose, which kind, which plan and unit, and the item that is looked at.
import type { ReviewerKind, WaitingKind } from "../generated/operations.ts";
import { isOneOf } from "../one-of.ts";
import type { Raw } from "../page.ts";
import { words } from "../words.ts";

/** What the review page shows. */
export interface ReviewsState {
  readonly of?: ReviewerKind;
  readonly kind?: WaitingKind;
  readonly plan?: string;
  readonly unit?: string;
  /** The id of the item that is looked at. */
  readonly at?: string;
}

const read = ({ of, kind, plan, unit, at }: Raw): ReviewsState => ({
  ...(isOneOf(words.ReviewerKind, of) ? { of } : {}),
  ...(isOneOf(words.WaitingKind, kind) ? { kind } : {}),
  ...(plan ? { plan } : {}),
  ...(unit ? { unit } : {}),
  ...(at ? { at } : {}),
});

const write = (state: ReviewsState): Raw => ({ ...state });

/** The address, both ways. */
export const reviewsAddress = { path: "/reviews", read, write };
