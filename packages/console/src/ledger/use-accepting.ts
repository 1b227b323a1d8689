// Accepting several lines 批量签收: one command a line, six at a time; what became of each is told.
import { commandId } from "../act/command-id.ts";
import { partKey } from "../act/part-key.ts";
import { useConsole } from "../console.ts";
import { AcceptAssignmentDocument, type LedgerLineFragment } from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import type { Sentence } from "../texts/sentence.ts";
import { ledgerTexts } from "./texts.ts";

/** What is known of a line that is to be accepted. */
export type Accepting = Pick<LedgerLineFragment, "id" | "taskId" | "no" | "text">;

/** What became of them. */
export interface Accepted {
  /** Of how many the server said that they are accepted. */
  readonly done: number;
  /** Those that were refused, each with what it is and why. */
  readonly refused: readonly { readonly id: string; readonly words: string; readonly sentence: Sentence | null }[];
  /** How many could not be delivered yet: they wait to be sent. */
  readonly unsent: number;
}

/** How to accept lines of a unit; resolves once each has its answer, or waits to be sent. */
export function useAccepting(unitId: string): (lines: readonly Accepting[]) => Promise<Accepted> {
  const texts = useTexts(ledgerTexts);
  const { acting } = useConsole();
  return async (lines) => {
    const ofTasks = lines.flatMap((line) => (line.taskId == null ? [] : [{ ...line, taskId: line.taskId }]));
    const sent = await acting.actAll(
      ofTasks.map(({ taskId }) => ({
        document: AcceptAssignmentDocument,
        input: { commandId: commandId(), taskId, unitId },
        of: partKey(taskId, unitId),
        fields: { state: "ACCEPTED" },
        title: texts.accept,
      })),
    );
    const answers = new Map(ofTasks.map(({ id }, at) => [id, sent[at]]));
    const outcomes = lines.map(({ id, no, text }) => {
      const outcome = answers.get(id);
      const named = { id: String(id), words: [no, text].filter(Boolean).join(" ") };
      const sentence = outcome?.kind === "refused" ? outcome.sentence : null;
      return { ...named, kind: outcome?.kind ?? "refused", sentence };
    });
    const count = (...kinds: readonly string[]) => outcomes.filter(({ kind }) => kinds.includes(kind)).length;
    return {
      done: count("done", "unchanged"),
      refused: outcomes.filter(({ kind }) => kind === "refused"),
      unsent: count("unknown", "sent"),
    };
  };
}
