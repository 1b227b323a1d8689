// What was changed about a part after it was given 分工变动: disputed, handed over, exempted, restored, with who, when and why.
import type { DomainFact, FreeText, HandOverCause } from "@taizhang/domain";
import type { Deed } from "./deed.ts";

type DataOf<Type extends DomainFact["type"]> = Extract<DomainFact, { type: Type }>["data"];

/** A part of a unit that another one came from, or went to. */
export interface HandOver {
  readonly unitId: string;
  readonly partNo: number;
  readonly cause: HandOverCause;
  readonly reason: FreeText;
  readonly made: Deed;
}

/** A decision that rests on something. */
export interface Grounded {
  readonly reason: FreeText;
  readonly authority: FreeText;
  readonly made: Deed;
}

/** What was changed about a part, as far as its state in the domain does not say it. */
export interface CardMoves {
  /** The parts of other units whose work it has, in the order in which it came. */
  readonly from: readonly HandOver[];
  /** The part that has its work now; null unless it was handed over. */
  readonly to: HandOver | null;
  /** Its last exemption, and how that was undone; null if there was none. */
  readonly exemption: Grounded | null;
  readonly restoration: Grounded | null;
  /** When it was noted that it is nobody's 无主, an instant; null if it never was, or its unit was restored. */
  readonly ownerlessNotedAt: string | null;
  /** The unit's dispute; its answer is without words where it lapsed, and null while it is pending. */
  readonly disputed:
    | (Pick<DataOf<"AssignmentDisputed">, "reason" | "suggestedUnitId"> & {
        readonly made: Deed;
        readonly answer: { readonly text: FreeText | null; readonly made: Deed } | null;
      })
    | null;
}

export const unmoved: CardMoves = {
  ...{ from: [], to: null, exemption: null, restoration: null, disputed: null },
  ownerlessNotedAt: null,
};

/** The dispute answered, or ended otherwise. */
export const disputeEnded = (
  { disputed }: Pick<CardMoves, "disputed">,
  text: FreeText | null,
  made: Deed,
): Pick<CardMoves, "disputed"> => ({ disputed: disputed && { ...disputed, answer: { text, made } } });

/** What a hand-over adds to the part that ends, whose dispute it answers if one is pending. */
export const goneTo = (
  part: CardMoves,
  { toUnitId, toPartNo, cause, reason }: DataOf<"AssignmentHandedOver">,
  made: Deed,
): Partial<CardMoves> => ({
  to: { unitId: toUnitId, partNo: toPartNo, cause, reason, made },
  ...(part.disputed?.answer === null && disputeEnded(part, reason, made)),
});

/** What a hand-over adds to the part that has the work now. */
export const comeFrom = (
  { from }: CardMoves,
  { unitId, partNo, cause, reason }: DataOf<"AssignmentHandedOver">,
  made: Deed,
): Pick<CardMoves, "from"> => ({ from: [...from, { unitId, partNo, cause, reason, made }] });
