// A lamp 时限灯: a shape and a word beside its colour, and how many days there are.
import type { Lamp } from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import { daysBetween } from "./day.ts";
import { partTexts } from "./texts.ts";
import { useWords } from "./word.tsx";

const shapes: Readonly<Record<Lamp, string>> = {
  OVERDUE: "■",
  DUE_SOON: "▲",
  AHEAD: "●",
  CLAIMED: "◆",
  NONE: "○",
  DONE: "✓",
  FLAGGED: "◇",
  TERMINATED: "－",
};

/** The lamps of a day that is still to come. */
export const lampsToCome: readonly Lamp[] = ["DUE_SOON", "AHEAD"];

/** The lamps of what is owed by a day. */
export const lampsByDay: readonly Lamp[] = ["OVERDUE", ...lampsToCome];

/** The shape of a lamp, to stand beside its word. */
export const lampShape = (lamp: Lamp): string => shapes[lamp];

/** How far a due day is from the day that it is judged by, in words. */
function useDistance(): (dueOn: string, on: string) => string {
  const texts = useTexts(partTexts);
  return (dueOn, on) => {
    const days = daysBetween(on, dueOn);
    if (days === 0) return texts.dueToday;
    return days > 0 ? texts.daysLeft(days) : texts.daysOver(-days);
  };
}

/** The lamp. With a due day and the day it is judged by, the distance stands for its word while it counts. */
export function LampMark({
  lamp,
  dueOn,
  on,
}: {
  readonly lamp: Lamp;
  readonly dueOn?: string | null;
  readonly on?: string;
}) {
  const word = useWords("Lamp");
  const distance = useDistance();
  const counts = dueOn && on && (lamp === "OVERDUE" || lamp === "DUE_SOON" || lamp === "AHEAD");
  const text = counts
    ? lamp === "OVERDUE"
      ? distance(dueOn, on)
      : `${word(lamp)} · ${distance(dueOn, on)}`
    : word(lamp);
  return (
    <span className={`lamp lamp-${lamp.toLowerCase()}`}>
      <span aria-hidden="true">{shapes[lamp]}</span> {text}
    </span>
  );
}
