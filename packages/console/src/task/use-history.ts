// The whole history of a task, page after page until it is all there.
import { useListed } from "../ask/use-listed.ts";
import { useWhole } from "../ask/use-whole.ts";
import { type HistoryOrder, TaskHistoryDocument, type TaskHistoryQuery } from "../generated/operations.ts";

const pageSize = 100;
const pageIn = ({ history }: TaskHistoryQuery) => history;

/** What is there of it so far, and up to which position of the log it goes. */
export type TaskHistory = ReturnType<typeof useHistory>;

/** Asks for it in an order. `changes` has what is there so far. */
export function useHistory(taskId: string, order: HistoryOrder) {
  const { question, nodes, last, more } = useListed(TaskHistoryDocument, { taskId, first: pageSize, order }, pageIn, {
    about: { taskId },
  });
  useWhole({ more });
  return { question, changes: nodes, position: last?.position ?? null };
}
