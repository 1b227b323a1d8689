// The closings and reopenings of a plan 关闭与恢复, in order. Policies carry each of them out on its own, however many came after
// it in the meantime: what follows from one is then stored before what follows from the next, and whoever is late finds it done.
/** A closing or a reopening of a plan. */
export interface Turn {
  readonly to: "closed" | "reopened";
  /** The revision of its fact in the plan's stream. */
  readonly revision: number;
  /** How many rows the plan had by then, which are its tasks. */
  readonly taskCount: number;
  /** True once it is carried out in all tasks. */
  readonly isDone: boolean;
}

/** What is known of a plan's turns. */
interface Turning {
  readonly turns: readonly Turn[];
}

/** The turns of a plan with one more, which is still to be carried out. */
export const turned = ({ turns }: Turning, turn: Omit<Turn, "isDone">): readonly Turn[] => [
  ...turns,
  { ...turn, isDone: false },
];

/**
 * The turns of a plan after the first one of a kind that was not done is; so are those before it: older builds carried out
 * only the last of several.
 */
export function turnDone({ turns }: Turning, to: Turn["to"]): readonly Turn[] {
  const done = turns.findIndex((turn) => turn.to === to && !turn.isDone);
  return turns.map((turn, place) => (place <= done ? { ...turn, isDone: true } : turn));
}

/** The first turn that is still to be carried out; null where none is. */
export const turnUnderWay = ({ turns }: Turning): Turn | null => turns.find(({ isDone }) => !isDone) ?? null;

/** The turn of a fact, by its revision; null where it is carried out. */
export const turnAt = ({ turns }: Turning, revision: number): Turn | null =>
  turns.find((turn) => turn.revision === revision && !turn.isDone) ?? null;
