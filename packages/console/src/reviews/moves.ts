// What can be decided about what waits 可作的决定: the acts of each kind, with their fields. Whether they are open the server says.
import { type FieldSpec, type SuggestedUnits, unitsIn, unitsText } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  AcceptCompletionReportDocument,
  AcceptReportDocument,
  EndorseCompletionDocument,
  ExemptAssignmentDocument,
  ExpandGroupDocument,
  GrantExtensionDocument,
  GrantReportingExtensionDocument,
  HandOverDocument,
  ReassignDocument,
  RefuseExtensionDocument,
  RefuseReportingExtensionDocument,
  ReturnCompletionDocument,
  ReturnCompletionReportDocument,
  ReturnReportDocument,
  SignOffDocument,
  UpholdAssignmentDocument,
  type WaitingShownFragment,
} from "../generated/operations.ts";
import type { useTexts } from "../texts/catalogue.ts";
import type { reviewTexts } from "./texts.ts";

export type Waiting = WaitingShownFragment;
type Texts = ReturnType<typeof useTexts<(typeof reviewTexts)["zh"]>>;

/** One way to decide. */
export interface Move extends KnownAct {
  /** Its key: y for what lets it pass, n for what does not. */
  readonly key?: "y" | "n";
}

/** Under which key an item is known to what is expected of it. */
export const keyOfWaiting = (id: string | number): string => `review/${id}`;

/** The ways to decide about something that waits, the usual one first; `suggested` are units that a group may mean. */
export function movesOn(
  waiting: Waiting,
  texts: Texts,
  reasons: readonly string[],
  suggested: readonly SuggestedUnits[] = [],
): readonly Move[] {
  const { id, kind, extensionNo, itemId, suggestedUnit, group, askedDueOn } = waiting;
  const [taskId, planId, unitId] = [
    String(waiting.taskId ?? ""),
    String(waiting.planId),
    String(waiting.unit?.id ?? ""),
  ];
  const ofPart = { taskId, unitId };
  const ofReport = { planId, unitId, reportNo: waiting.reportNo ?? 0 };
  const command = commandsOn(keyOfWaiting(id));

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
    ...{ name: "returnCompletion", key: "n", specs: [reason] },
    command: ({ reason = "" }, commandId) => command(ReturnCompletionDocument, { commandId, ...ofPart, reason }),
  };

  switch (kind) {
    case "REPORT":
      return [
        {
          ...{ name: "acceptReport", key: "y", specs: [] },
          command: (_fields, commandId) =>
            command(AcceptReportDocument, { commandId, ...ofPart, reportNo: ofReport.reportNo }),
        },
        {
          ...{ name: "returnReport", key: "n", specs: [reason] },
          command: ({ reason = "" }, commandId) =>
            command(ReturnReportDocument, { commandId, ...ofPart, reportNo: ofReport.reportNo, reason }),
        },
      ];
    case "ENDORSEMENT":
      return [
        {
          ...{ name: "endorseCompletion", key: "y", specs: [opinion] },
          command: ({ opinion = "" }, commandId) =>
            command(EndorseCompletionDocument, { commandId, ...ofPart, opinion }),
        },
        returnClaim,
      ];
    case "SIGN_OFF":
      return [
        {
          ...{ name: "signOff", key: "y", specs: [opinion] },
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
          ...{ name: isOfPlan ? "grantReportingExtension" : "grantExtension", key: "y", specs: [dueOn, opinion] },
          command: ({ dueOn = "", opinion = "" }, commandId) =>
            isOfPlan
              ? command(GrantReportingExtensionDocument, { commandId, ...ofPlanRequest, dueOn, opinion })
              : command(GrantExtensionDocument, { commandId, ...ofRequest, dueOn, opinion }),
        },
        {
          ...{ name: isOfPlan ? "refuseReportingExtension" : "refuseExtension", key: "n", specs: [reason] },
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
          ...{ name: "upholdAssignment", key: "y", specs: [reason] },
          command: ({ reason = "" }, commandId) => command(UpholdAssignmentDocument, { commandId, ...ofPart, reason }),
        },
        {
          ...{ name: "exemptAssignment", key: "n" },
          specs: [reason, { name: "authority", label: texts.authority, kind: "line", isRequired: true }],
          command: ({ reason = "", authority = "" }, commandId) =>
            command(ExemptAssignmentDocument, { commandId, ...ofPart, reason, authority }),
        },
        {
          name: "reassign",
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
          ...{ name: "expandGroup", key: "y" },
          specs: [
            { name: "units", label: texts.units, kind: "units", isRequired: true, suggested },
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
          ...{ name: "acceptCompletionReport", key: "y", specs: [opinion] },
          command: ({ opinion = "" }, commandId) =>
            command(AcceptCompletionReportDocument, { commandId, ...ofReport, opinion }),
        },
        {
          ...{ name: "returnCompletionReport", key: "n", specs: [reason] },
          command: ({ reason = "" }, commandId) =>
            command(ReturnCompletionReportDocument, { commandId, ...ofReport, reason }),
        },
      ];
    case "OWNERLESS":
      return [
        {
          ...{ name: "handOver", key: "y" },
          specs: [{ name: "toUnit", label: texts.toUnit, kind: "unit", isRequired: true }, reason],
          command: ({ toUnit, reason = "" }, commandId) =>
            command(HandOverDocument, { commandId, ...ofPart, toUnitId: unitsIn(toUnit)[0]?.id ?? "", reason }),
        },
      ];
  }
}
