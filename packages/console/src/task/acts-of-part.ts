// The acts on a unit's part 分工办理, each with its form: by the unit itself, its lead, or the office. Which are open the server says.
import { type FieldSpec, unitsIn } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  DisputeAssignmentDocument,
  EndorseCompletionDocument,
  ExemptAssignmentDocument,
  HandOverDocument,
  ReassignDocument,
  ReopenAssignmentDocument,
  type ReopenCause,
  RequestExtensionDocument,
  RestoreAssignmentDocument,
  ReturnCompletionDocument,
  SignOffDocument,
  UpholdAssignmentDocument,
} from "../generated/operations.ts";
import { askedIn, useAskingSpecs } from "../owed/asking.ts";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { words } from "../words.ts";
import { taskTexts } from "./texts.ts";

const isCause = (text: string): text is ReopenCause => Object.keys(words.ReopenCause).includes(text);

/** The acts on a unit's part that have a form of their own, with what they send. */
export function useActsOfPart(taskId: string, unitId: string, of: string): readonly KnownAct[] {
  const texts = useTexts(taskTexts);
  const causeWord = useWords("ReopenCause");
  const command = commandsOn(of);
  const asking = useAskingSpecs();
  const part = { taskId, unitId };
  const reason: FieldSpec = { name: "reason", label: texts.reason, kind: "text", isRequired: true };
  const opinion: FieldSpec = {
    ...{ name: "opinion", label: texts.opinion, kind: "line", first: texts.agreed, isRequired: true },
  };
  const authority: FieldSpec = { name: "authority", label: texts.authority, kind: "line", isRequired: true };
  const toUnit: FieldSpec = { name: "toUnit", label: texts.toUnit, kind: "unit", isRequired: true };
  const causes = Object.keys(words.ReopenCause).filter(isCause);
  return [
    {
      ...{ name: "requestExtension", specs: asking },
      command: (fields, commandId) => command(RequestExtensionDocument, { commandId, ...part, ...askedIn(fields) }),
    },
    {
      ...{ name: "disputeAssignment", specs: [reason, { name: "to", label: texts.suggested, kind: "unit" }] },
      command: ({ reason = "", to }, commandId) => {
        const suggestedUnitId = unitsIn(to)[0]?.id ?? null;
        return command(DisputeAssignmentDocument, { commandId, ...part, reason, suggestedUnitId });
      },
    },
    {
      ...{ name: "endorseCompletion", specs: [opinion] },
      command: ({ opinion = "" }, commandId) =>
        command(EndorseCompletionDocument, { commandId, ...part, opinion }, { state: "ENDORSED" }),
    },
    {
      ...{ name: "signOff", specs: [opinion] },
      command: ({ opinion = "" }, commandId) =>
        command(SignOffDocument, { commandId, ...part, opinion }, { state: "SIGNED_OFF" }),
    },
    {
      ...{ name: "returnCompletion", specs: [reason] },
      command: ({ reason = "" }, commandId) =>
        command(ReturnCompletionDocument, { commandId, ...part, reason }, { state: "ACCEPTED" }),
    },
    {
      name: "reopenAssignment",
      specs: [
        {
          ...{ name: "cause", label: texts.reopenCause, kind: "choice", first: causes[0] ?? "" },
          options: causes.map((cause) => [cause, causeWord(cause)] as const),
        },
        reason,
      ],
      command: ({ cause = "", reason = "" }, commandId) =>
        command(ReopenAssignmentDocument, { commandId, ...part, cause: isCause(cause) ? cause : "OTHER", reason }),
    },
    {
      ...{ name: "upholdAssignment", specs: [reason] },
      command: ({ reason = "" }, commandId) => command(UpholdAssignmentDocument, { commandId, ...part, reason }),
    },
    {
      ...{ name: "reassign", specs: [toUnit, reason] },
      command: ({ toUnit, reason = "" }, commandId) =>
        command(ReassignDocument, { commandId, ...part, toUnitId: unitsIn(toUnit)[0]?.id ?? "", reason }),
    },
    {
      ...{ name: "handOver", specs: [toUnit, reason] },
      command: ({ toUnit, reason = "" }, commandId) =>
        command(HandOverDocument, { commandId, ...part, toUnitId: unitsIn(toUnit)[0]?.id ?? "", reason }),
    },
    {
      ...{ name: "exemptAssignment", specs: [reason, authority] },
      command: ({ reason = "", authority = "" }, commandId) =>
        command(ExemptAssignmentDocument, { commandId, ...part, reason, authority }),
    },
    {
      ...{ name: "restoreAssignment", specs: [reason, authority] },
      command: ({ reason = "", authority = "" }, commandId) =>
        command(RestoreAssignmentDocument, { commandId, ...part, reason, authority }),
    },
  ];
}
