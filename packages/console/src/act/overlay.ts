// What an act is expected to come to 预期: shown over the answer at once, never written into it, and dropped when it has come true.
import type { Fault } from "../ask/failure.ts";
import { includes } from "../ask/seen.ts";
import type { Sentence } from "../texts/sentence.ts";

/** What one command does to one thing, as far as is known. */
export interface Expected {
  readonly commandId: string;
  /** What it is about: the id of a part, a plan, a unit. */
  readonly of: string;
  /** The fields as they will be. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** `sent` until there is an answer, then `done` with its position, or `refused` with the reason. */
  readonly outcome:
    | { readonly kind: "sent" }
    | {
        readonly kind: "unknown";
        /** Where the server said that it failed: the number under which it has recorded that, null where it named none. */
        readonly requestId?: string | null;
      }
    | { readonly kind: "done"; readonly position: string }
    | { readonly kind: "unchanged" }
    | {
        readonly kind: "refused";
        readonly code: string;
        readonly sentence: Sentence;
        readonly detail: string | null;
        /** What is wrong with the fields of its input; left out where it is refused for another reason. */
        readonly faults?: readonly Fault[];
      };
}

/** Whether it is not known yet what came of it. */
export const isPending = ({ outcome: { kind } }: Expected): boolean => kind === "sent" || kind === "unknown";

/** Whether what another tab was told tells more than is known here. Refused here, it was sent once more from there. */
export const isNews = (known: Expected, told: Expected["outcome"]): boolean => {
  if (known.outcome.kind !== "refused") return isPending(known);
  return told.kind !== "refused" || told.sentence.zh !== known.outcome.sentence.zh;
};

export type Overlay = readonly Expected[];

/** The overlay with another expectation; an earlier one of the same command, or refusal about the same thing, gives way. */
export const expecting = (overlay: Overlay, expected: Expected): Overlay => [
  ...overlay.filter(
    ({ commandId, of, outcome }) =>
      commandId !== expected.commandId &&
      !(of === expected.of && (outcome.kind === "refused" || outcome.kind === "unchanged")),
  ),
  expected,
];

/** The overlay with all that waits in the outbox: of what was not pressed on this page it is not known what came. */
export const awaiting = (overlay: Overlay, waiting: readonly Omit<Expected, "outcome">[]): Overlay => {
  const pending = new Set(overlay.filter(isPending).map(({ commandId }) => commandId));
  return waiting
    .filter(({ commandId }) => !pending.has(commandId))
    .reduce(
      (all, { commandId, of, fields }) => expecting(all, { commandId, of, fields, outcome: { kind: "unknown" } }),
      overlay,
    );
};

/** The overlay once a command is answered. */
export const answered = (overlay: Overlay, commandId: string, outcome: Expected["outcome"]): Overlay =>
  overlay.map((each) => (each.commandId === commandId ? { ...each, outcome } : each));

/** The overlay without what an answer of the server already holds. Refusals stand until they are closed. */
export const caughtUp = (overlay: Overlay, position: string | null): Overlay => {
  const left = overlay.filter(({ outcome }) => !(outcome.kind === "done" && includes(position, outcome.position)));
  return left.length === overlay.length ? overlay : left;
};

/** The overlay without what one person has closed. */
export const closed = (overlay: Overlay, commandId: string): Overlay =>
  overlay.filter((each) => each.commandId !== commandId);

/** What is expected of one thing, the latest last. */
export const about = (overlay: Overlay, of: string): Overlay => overlay.filter((each) => each.of === of);

/** What is under way about one thing: pressed, and neither refused nor in what the server shows by now. */
const underWay = (overlay: Overlay, of: string): Overlay =>
  about(overlay, of).filter(({ outcome }) => outcome.kind !== "refused" && outcome.kind !== "unchanged");

/** Whether anything is: what was pressed is not to be pressed again. */
export const isUnderWay = (overlay: Overlay, of: string): boolean => underWay(overlay, of).length > 0;

/** A thing as it is expected to be: refusals change nothing. */
export function overlaid<Thing extends object>(thing: Thing, of: string, overlay: Overlay): Thing {
  const changed = underWay(overlay, of).map(({ fields }) => fields);
  return changed.length === 0 ? thing : Object.assign({}, thing, ...changed);
}
