// Replays 重放 the events of a plan, of its tasks and of the completion reports on it: what each of them changes of what is shown.
import { plan, type ShownField, seesAll } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { documentsIn } from "../fold.ts";
import { planCard } from "../models/plan-card.ts";
import { isTaskCard, taskCards, unitLedger } from "../models/task.ts";
import type { TaskCard } from "../models/task-card.ts";
import { differencesBetween, type FieldDifference } from "./difference.ts";
import { fieldsOfPlan } from "./plan-fields.ts";
import { fieldsOfTask } from "./task-fields.ts";
import { fieldsOfLine } from "./unit-fields.ts";

/** A replay: it remembers what the events so far have made. */
export interface Replay {
  /** One more event, in the order of the log; returns what is not as before. */
  step(event: StoredEvent): readonly FieldDifference[];
  /** The tasks as they are now. */
  tasks(): readonly TaskCard[];
}

/** A replay that nothing has happened in yet. Everything is seen, persons included. */
export function replay(): Replay {
  const folds = new Map<string, unknown>();
  const shown = new Map<string, readonly ShownField[]>();
  const cards = new Map<string, TaskCard>();

  function fieldsOf(fold: unknown, key: string): readonly ShownField[] {
    const [card] = [...documentsIn(taskCards, fold, key).values()].filter(isTaskCard);
    if (card === undefined) {
      return [...documentsIn(unitLedger, fold, key).values()].flatMap((line) => fieldsOfLine(line, seesAll));
    }
    cards.set(key, card);
    return fieldsOfTask(card, () => seesAll);
  }

  return {
    step(event) {
      const isOfPlan = plan.events.has(event.fact.type);
      const { model } = isOfPlan ? planCard : taskCards;
      const key = model.key(event);
      if (key === null) return [];
      const { stream } = event;
      const fold = model.fold(folds.get(stream) ?? null, event);
      folds.set(stream, fold);
      const after = isOfPlan
        ? [...documentsIn(planCard, fold, key).values()].flatMap(fieldsOfPlan)
        : fieldsOf(fold, key);
      const before = shown.get(stream) ?? [];
      shown.set(stream, after);
      return differencesBetween(before, after);
    },
    tasks: () => [...cards.values()],
  };
}
