// What the tabs of one person tell each other of her commands 标签页互通: which was answered, and how, and which was given up.
import { isJson, textIn } from "../json.ts";
import { sentenceIn } from "../texts/sentence.ts";
import type { Expected } from "./overlay.ts";

/** The answer to a command that a tab has sent. */
export interface AnsweredElsewhere {
  readonly commandId: string;
  readonly title: string;
  /** When it was pressed: what was pressed later under its id is another one. */
  readonly at: number;
  readonly outcome: Expected["outcome"];
  /** Whether nobody waited for it any more. */
  readonly isLate: boolean;
}

/** The answer that a message tells of; null where it tells of none, as one of another build of the page may. */
export function answeredIn(message: unknown): AnsweredElsewhere | null {
  if (!isJson(message)) return null;
  const [commandId, title] = [textIn(message, "commandId"), textIn(message, "title")];
  const [outcome, at] = [outcomeIn(message["outcome"]), message["at"]];
  if (commandId === null || title === null || typeof at !== "number" || outcome === null) return null;
  return { commandId, title, at, outcome, isLate: message["isLate"] === true };
}

/** The id of the command that a message says was given up; null where it says nothing of that. */
export const givenUpIn = (message: unknown): string | null => textIn(message, "givenUp");

function outcomeIn(value: unknown): Expected["outcome"] | null {
  if (!isJson(value)) return null;
  const [kind, position, code] = [textIn(value, "kind"), textIn(value, "position"), textIn(value, "code")];
  if (kind === "unchanged") return { kind };
  if (kind === "done" && position !== null) return { kind, position };
  if (kind !== "refused" || code === null) return null;
  const faults = Array.isArray(value["faults"]) ? value["faults"] : [];
  return {
    ...{ kind, code, sentence: sentenceIn(value["sentence"]), detail: textIn(value, "detail") },
    faults: faults.map((fault: unknown) => ({
      field: textIn(fault, "field") ?? "",
      sentence: sentenceIn(isJson(fault) ? fault["sentence"] : undefined),
    })),
  };
}
