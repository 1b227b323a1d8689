// What may be done about a unit's part 分工办理: by the unit itself, its lead, or the office, as the server says.
import { useState } from "react";
import { ActButtons } from "../act/act-buttons.tsx";
import { ActForm } from "../act/act-form.tsx";
import { commandId } from "../act/command-id.ts";
import { evidenceIn, type FieldSpec, unitsIn } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { useConsole } from "../console.ts";
import {
  AcceptAssignmentDocument,
  type ActShownFragment,
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
import { ClaimForm, ReportForm, WithdrawForm } from "../ledger/forms.tsx";
import { useWords } from "../parts/word.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { words } from "../words.ts";
import { taskTexts } from "./texts.ts";

interface PartActedOn {
  readonly taskId: string;
  readonly unitId: string;
  /** The key of the part. */
  readonly of: string;
  readonly acts: readonly ActShownFragment[];
}

/** The acts whose forms are those of the ledger; what was typed there is found here. */
const ofLedger = ["acceptAssignment", "reportProgress", "claimCompletion", "withdrawClaim"];

export function PartActs({ taskId, unitId, of, acts }: PartActedOn) {
  const texts = useTexts(taskTexts);
  const say = useSay();
  const { acting } = useConsole();
  const [opened, setOpened] = useState<string | null>(null);
  const known = useKnownActs(taskId, unitId, of);
  const names = [...ofLedger, ...known.map(({ name }) => name)];
  const offered = acts.filter(({ name }) => names.includes(name));
  const open = offered.filter(({ refusal }) => refusal == null);
  const refused = offered.filter(({ refusal }) => refusal != null);
  const act = open.find(({ name }) => name === opened);
  const form = known.find(({ name }) => name === opened);
  if (offered.length === 0) return null;

  const close = () => setOpened(null);
  const where = { taskId, unitId, of, done: close, cancel: close };
  function press(name: string, title: string): void {
    if (name !== "acceptAssignment") {
      setOpened(name === opened ? null : name);
      return;
    }
    const input = { commandId: commandId(), taskId, unitId };
    void acting.act({ document: AcceptAssignmentDocument, input, of, fields: { state: "ACCEPTED" }, title });
  }

  return (
    <>
      <ActButtons acts={open} names={names} press={press} />
      {act?.name === "reportProgress" && <ReportForm {...where} title={say(act.title)} />}
      {act?.name === "claimCompletion" && <ClaimForm {...where} />}
      {act?.name === "withdrawClaim" && <WithdrawForm {...where} />}
      {act && form && (
        <ActForm
          key={form.name}
          form={`${form.name}/${taskId}/${unitId}`}
          title={say(act.title)}
          specs={form.specs}
          command={form.command}
          done={close}
          cancel={close}
        />
      )}
      {refused.length > 0 && (
        <details className="small">
          <summary>{texts.notNow(refused.length)}</summary>
          <ActButtons acts={refused} names={names} press={press} />
        </details>
      )}
    </>
  );
}

const isCause = (text: string): text is ReopenCause => Object.keys(words.ReopenCause).includes(text);

function useKnownActs(taskId: string, unitId: string, of: string): readonly KnownAct[] {
  const texts = useTexts(taskTexts);
  const causeWord = useWords("ReopenCause");
  const command = commandsOn(of);
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
      name: "requestExtension",
      specs: [
        { name: "dueOn", label: texts.askedDueOn, kind: "day", isRequired: true },
        reason,
        { name: "evidence", label: texts.fieldEvidence, kind: "evidence" },
      ],
      command: ({ dueOn = "", reason = "", ...fields }, commandId) => {
        const evidence = evidenceIn(fields, "evidence");
        return command(RequestExtensionDocument, { commandId, ...part, dueOn, reason, evidence });
      },
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
