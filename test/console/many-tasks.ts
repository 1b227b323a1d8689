// A plan of any size, for tests of the console: what happened to one of its tasks is written once more for each further one.
import type { TestLedger } from "@taizhang/api/testing/region";
import { uuid } from "@taizhang/api/testing/uuid";
import { streamOf, task } from "@taizhang/domain";
import type { NewEvent, StoredEvent } from "@taizhang/log";
import { z } from "zod";

const likeAnEvent = z.custom<NewEvent>((value) => typeof value === "object" && value !== null && "fact" in value);

/** Writes as many tasks like the last one of a plan as make it so large. */
export const upTo =
  (count: number) =>
  async ({ log }: TestLedger, _planId: string, taskIds: readonly string[]): Promise<void> => {
    const model = taskIds[taskIds.length - 1] ?? "";
    const events: StoredEvent[] = [];
    for await (const event of log.read(streamOf(task, model))) events.push(event);
    const text = JSON.stringify(events.map(({ id, fact, meta }) => ({ id, fact, meta })));
    for (let row = taskIds.length + 1; row <= count; row += 1) {
      const taskId = uuid(row);
      const own = text.replaceAll(model, taskId).replaceAll(`"row":${taskIds.length},`, `"row":${row},`);
      const written = z
        .array(likeAnEvent)
        .parse(JSON.parse(own))
        .map((event, at) => ({ ...event, id: uuid(row * 100 + at) }));
      await log.append(streamOf(task, taskId), -1, written);
    }
  };
