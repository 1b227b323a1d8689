// What an opened line is shown from: the part of its unit in its task.
import { type Asking, useQuestion } from "../ask/use-question.ts";
import { OpenedLineDocument } from "../generated/operations.ts";

/** Asks for it. Whoever asks for the same line gets the same answer, so that one that was asked ahead is there when it is opened. */
export const useOpenedLine = (taskId: string, unitId: string, asking: Omit<Asking, "about"> = {}) =>
  useQuestion(OpenedLineDocument, { taskId, unitId }, { ...asking, about: { taskId } });
