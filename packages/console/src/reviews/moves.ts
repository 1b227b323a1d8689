// What can be decided about what waits 可作的决定: the acts of each kind, with their fields. Whether they are open the server says.
import type { Command } from "../act/acting.ts";
import { type FieldSpec, type Fields, unitsIn, unitsText } from "../act/fields.ts";
import {
  AcceptCompletionReportDocument,
  AcceptReportDocument,
  EndorseCompletionDocument,
  ExemptAssignmentDocument,
  ExpandGroupDocument,
  GrantExtensionDocument,
  GrantReportingExtensionDocument,
  ReassignDocument,
  RefuseExtensionDocument,
  RefuseReportingExtensionDocument,
  ReturnCompletionDocument,
  ReturnCompletionReportDocument,
  ReturnReportDocument,
  SignOffDocument,
  TypedDocumentString,
  UpholdAssignmentDocument,
  type WaitingShownFragment,
} from "../generated/operations.ts";
import type { useTexts } from "../texts/catalogue.ts";
import type { reviewTexts } from "./texts.ts";

export type Waiting = WaitingShownFragment;
type Texts = ReturnType<typeof useTexts<(typeof reviewTexts)["zh"]>>;

/** A command of any act. */
export type AnyCommand = Command<{ commandId: string }>;

/** One way to decide. */
export interface Move {
  /** The name of the act. */
  readonly act: string;
  /** Its key: y for what lets it pass, n for what does not. */
  readonly key?: "y" | "n";
  readonly specs: readonly FieldSpec[];
  readonly command: (fields: Fields, commandId: string) => Omit<AnyCommand, "title">;
}

/** Under which key an item is known to what is expected of it. */
export const keyOfWaiting = (id: string | number): string => `review/${id}`;

/** The ways to decide about something that waits, the usual one first. */
export function movesOn(waiting: Waiting, texts: Texts, reasons: readonly string[]): readonly Move[] {
  const { id, kind, extensionNo, itemId, suggestedUnit, group, askedDueOn } = waiting;
  const of = keyOfWaiting(id);
  const [taskId, planId, unitId] = [
    String(waiting.taskId ?? ""),
    String(waiting.planId),
    String(waiting.unit?.id ?? ""),
  ];
  const ofPart = { taskId, unitId };
  const ofReport = { planId, unitId, reportNo: waiting.reportNo ?? 0 };
  const command = <Input extends { commandId: string }>(
    document: TypedDocumentString<unknown, { input: Input }>,
    input: Input,
  ): Omit<AnyCommand, "title"> => ({ document: new TypedDocumentString(document.toString()), input, of });

  const reason: FieldSpec = { name: "reason", label: texts.reason, kind: "text", isRequired: true, used: reasons };
  const opinion: FieldSpec = {
    name: "opinion",
    label: texts.opinion,
    kind: "line",
    first: texts.agreed,
    isRequired: true,
  };
  const dueOn: FieldSpec = {
    ...{ name: "dueOn", label: texts.grantedDay, kind: "day", isRequired: true },
    ...(askedDueOn ? { first: askedDueOn } : {}),
  };
  const returnClaim: Move = {
    ...{ act: "returnCompletion", key: "n", specs: [reason] },
    command: ({ reason = "" }, commandId) => command(ReturnCompletionDocument, { commandId, ...ofPart, reason }),
  };

  switch (kind) {
    case "REPORT":
      return [
        {
          ...{ act: "acceptReport", key: "y", specs: [] },
          command: (_fields, commandId) =>
            command(AcceptReportDocument, { commandId, ...ofPart, reportNo: ofReport.reportNo }),
        },
        {
          ...{ act: "returnReport", key: "n", specs: [reason] },
          command: ({ reason = "" }, commandId) =>
            command(ReturnReportDocument, { commandId, ...ofPart, reportNo: ofReport.reportNo, reason }),
        },
      ];
    case "ENDORSEMENT":
      return [
        {
          ...{ act: "endorseCompletion", key: "y", specs: [opinion] },
          command: ({ opinion = "" }, commandId) =>
            command(EndorseCompletionDocument, { commandId, ...ofPart, opinion }),
        },
        returnClaim,
      ];
    case "SIGN_OFF":
      return [
        {
          ...{ act: "signOff", key: "y", specs: [opinion] },
          command: ({ opinion = "" }, commandId) => command(SignOffDocument, { commandId, ...ofPart, opinion }),
        },
        returnClaim,
      ];
    case "EXTENSION": {
      const no = extensionNo ?? 0;
      const isOfPlan = waiting.taskId == null;
      const ofRequest = { ...ofPart, extensionNo: no, ...(itemId == null ? {} : { itemId: String(itemId) }) };
      const ofPlanRequest = { planId, unitId, extensionNo: no };
      return [
        {
          ...{ act: isOfPlan ? "grantReportingExtension" : "grantExtension", key: "y", specs: [dueOn, opinion] },
          command: ({ dueOn = "", opinion = "" }, commandId) =>
            isOfPlan
              ? command(GrantReportingExtensionDocument, { commandId, ...ofPlanRequest, dueOn, opinion })
              : command(GrantExtensionDocument, { commandId, ...ofRequest, dueOn, opinion }),
        },
        {
          ...{ act: isOfPlan ? "refuseReportingExtension" : "refuseExtension", key: "n", specs: [reason] },
          command: ({ reason = "" }, commandId) =>
            isOfPlan
              ? command(RefuseReportingExtensionDocument, { commandId, ...ofPlanRequest, reason })
              : command(RefuseExtensionDocument, { commandId, ...ofRequest, reason }),
        },
      ];
    }
    case "DISPUTE":
      return [
        {
          ...{ act: "upholdAssignment", key: "y", specs: [reason] },
          command: ({ reason = "" }, commandId) => command(UpholdAssignmentDocument, { commandId, ...ofPart, reason }),
        },
        {
          ...{ act: "exemptAssignment", key: "n" },
          specs: [reason, { name: "authority", label: texts.authority, kind: "line", isRequired: true }],
          command: ({ reason = "", authority = "" }, commandId) =>
            command(ExemptAssignmentDocument, { commandId, ...ofPart, reason, authority }),
        },
        {
          act: "reassign",
          specs: [
            {
              ...{ name: "toUnit", label: texts.toUnit, kind: "unit", isRequired: true },
              ...(suggestedUnit
                ? { first: unitsText([{ id: String(suggestedUnit.id), name: suggestedUnit.name }]) }
                : {}),
            },
            reason,
          ],
          command: ({ toUnit, reason = "" }, commandId) =>
            command(ReassignDocument, { commandId, ...ofPart, toUnitId: unitsIn(toUnit)[0]?.id ?? "", reason }),
        },
      ];
    case "GROUP":
      return [
        {
          ...{ act: "expandGroup", key: "y" },
          specs: [
            { name: "units", label: texts.units, kind: "units", isRequired: true },
            { name: "reason", label: texts.grounds, kind: "text", isRequired: true },
          ],
          command: ({ units, reason = "" }, commandId) => {
            const unitIds = unitsIn(units).map((unit) => unit.id);
            return command(ExpandGroupDocument, {
              commandId,
              taskId,
              groupId: String(group?.id ?? ""),
              unitIds,
              reason,
            });
          },
        },
      ];
    case "COMPLETION_REPORT":
      return [
        {
          ...{ act: "acceptCompletionReport", key: "y", specs: [opinion] },
          command: ({ opinion = "" }, commandId) =>
            command(AcceptCompletionReportDocument, { commandId, ...ofReport, opinion }),
        },
        {
          ...{ act: "returnCompletionReport", key: "n", specs: [reason] },
          command: ({ reason = "" }, commandId) =>
            command(ReturnCompletionReportDocument, { commandId, ...ofReport, reason }),
        },
      ];
    case "OWNERLESS":
      return [];
  }
}
