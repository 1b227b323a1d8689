// The series of due days of a unit's part 时限沿革: every extension, asked for or not, with who, when and why.
import type { DomainFact, Evidence, ExtensionState, FreeText, Principal } from "@taizhang/domain";
import type { Deed } from "./deed.ts";

type DataOf<Type extends DomainFact["type"]> = Extract<DomainFact, { type: Type }>["data"];

/** One extension of a part or an item: a request with its answer, or an extension of the whole task, or of the item for all. */
export interface CardExtension {
  /** The number of the unit's request; null for an extension without one. */
  readonly no: number | null;
  /** The due day until then; null if the part had none. */
  readonly before: string | null;
  /** The day the unit asked for; null for an extension without one. */
  readonly asked: string | null;
  /** The new due day; null unless it was granted. */
  readonly granted: string | null;
  readonly state: ExtensionState;
  /** Why it was asked for; without a request, why it was extended. */
  readonly reason: FreeText;
  /** What an extension without a request rests on; null for a request. */
  readonly authority: FreeText | null;
  readonly evidence: readonly Evidence[];
  readonly made: Deed;
  /** How it ended, with the opinion or the reason if somebody gave one; null while it is pending. */
  readonly answer: { readonly text: FreeText | null; readonly by: Principal; readonly at: string } | null;
}

/** A request that has just been made. */
export const requested = (
  { extensionNo: no, before, dueOn: asked, reason, evidence }: DataOf<"ExtensionRequested">,
  made: Deed,
): CardExtension => ({
  ...{ no, before, asked, granted: null, state: "pending", reason, authority: null, evidence, made, answer: null },
});

/** An extension of the whole task, or of an item for all who owe it, in the series of one part. */
export const ofTask = (
  { dueOn, reason, authority }: DataOf<"TaskExtended">,
  before: string | null,
  made: Deed,
): CardExtension => ({
  ...{ no: null, before, asked: null, granted: dueOn, state: "granted", reason, authority, evidence: [], made },
  answer: null,
});

/** The series with one request answered, or ended otherwise. */
export const answeredIn = (
  series: readonly CardExtension[],
  extensionNo: number,
  answer: Pick<CardExtension, "state"> & { readonly granted?: string; readonly text?: FreeText },
  { by, at }: Deed,
): CardExtension[] =>
  series.map((each) =>
    each.no === extensionNo
      ? {
          ...each,
          state: answer.state,
          granted: answer.granted ?? null,
          answer: { text: answer.text ?? null, by, at },
        }
      : each,
  );
