// What plans and tasks said when something happened to them: their titles and texts beside the ids of a change.
import { plan, streamOf, task } from "@taizhang/domain";
import type { Position } from "@taizhang/log";
import { type Documents, type KnownPast, planCard, taskCards } from "@taizhang/projections";
import type { GraphQLField, GraphQLInputField } from "graphql";
import { Extensions } from "type-graphql";

/** Where something happened: what stood there before it, and with it, is history and never changes. */
export interface Then {
  readonly regionId: string;
  readonly position: Position;
}

/** Finds what plans and tasks said at a moment. Null where the region had none of this id then. */
export interface TextsThen {
  planTitle(planId: string, then: Then): Promise<string | null>;
  taskText(taskId: string, then: Then): Promise<string | null>;
}

/** Finds texts in the past of the streams: a stream is read once, and then remembered by the process. */
export function textsThen(past: Pick<KnownPast, "at">): TextsThen {
  async function found<Doc>(of: Documents<Doc>, stream: string, id: string, { position }: Then): Promise<Doc | null> {
    const { docs } = await past.at(of, stream, { position });
    return docs.get(id) ?? null;
  }

  return {
    async planTitle(planId, then) {
      const card = await found(planCard, streamOf(plan, planId), planId, then);
      return card?.regionId === then.regionId ? card.head.title : null;
    },
    async taskText(taskId, then) {
      const card = await found(taskCards, streamOf(task, taskId), taskId, then);
      return card?.opened.regionId === then.regionId ? card.life.words.text : null;
    },
  };
}

/** Finds nothing, where no text is asked for. */
export const noTexts: TextsThen = { planTitle: async () => null, taskText: async () => null };

/**
 * Says of a field of a change that it is looked up where it is asked for. `GET /changes`, which tells everything of everything, is
 * without it: a replay would read a stream for each of its events.
 */
export const lookedUp: MethodDecorator & PropertyDecorator = Extensions({ isLookedUp: true, points: 10 });

/** True for a field of which every message tells. */
export const isInEveryMessage = ({ extensions }: GraphQLField<unknown, unknown> | GraphQLInputField): boolean =>
  extensions["isLookedUp"] !== true;
