// The forms of a unit on its ledger: report 填报, correct 更正, claim 申报办结, withdraw 撤回申报.
import { ActForm } from "../act/act-form.tsx";
import { evidenceIn } from "../act/fields.ts";
import {
  ClaimCompletionDocument,
  type ClaimCompletionInput,
  CorrectReportDocument,
  type CorrectReportInput,
  ReportProgressDocument,
  type ReportProgressInput,
  WithdrawClaimDocument,
  type WithdrawClaimInput,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { useTexts } from "../texts/catalogue.ts";
import { ledgerTexts } from "./texts.ts";

/** Which form is open. */
export type Editing =
  | { readonly kind: "report" | "claim" | "withdraw" }
  | { readonly kind: "correct"; readonly reportNo: number; readonly progress: string };

interface Where {
  readonly taskId: string;
  readonly unitId: string;
  /** The key of the part. */
  readonly of: string;
  readonly done: () => void;
  readonly cancel: () => void;
}

export function ReportForm({ taskId, unitId, of, title, ...rest }: Where & { readonly title: string }) {
  const texts = useTexts(ledgerTexts);
  return (
    <ActForm<ReportProgressInput>
      {...rest}
      form={`report/${taskId}/${unitId}`}
      title={title}
      specs={[
        { name: "reportedOn", label: texts.reportedOn, kind: "day", first: useMe().today, isRequired: true },
        { name: "progress", label: texts.progress, kind: "text", isRequired: true },
        { name: "evidence", label: "evidence", kind: "evidence" },
      ]}
      command={({ reportedOn = "", progress = "", ...fields }, commandId) => ({
        document: ReportProgressDocument,
        input: { commandId, taskId, unitId, reportedOn, progress, evidence: evidenceIn(fields, "evidence") },
        of,
        fields: { state: "ACCEPTED" },
      })}
    />
  );
}

export function ClaimForm({ taskId, unitId, of, ...rest }: Where) {
  const texts = useTexts(ledgerTexts);
  return (
    <ActForm<ClaimCompletionInput>
      {...rest}
      form={`claim/${taskId}/${unitId}`}
      title={texts.claim}
      specs={[
        { name: "completedOn", label: texts.completedOn, kind: "day", first: useMe().today, isRequired: true },
        { name: "done", label: texts.doneText, kind: "text", isRequired: true },
        { name: "evidence", label: "evidence", kind: "evidence", isRequired: true },
      ]}
      command={({ completedOn = "", done = "", ...fields }, commandId) => ({
        document: ClaimCompletionDocument,
        input: { commandId, taskId, unitId, completedOn, done, evidence: evidenceIn(fields, "evidence") },
        of,
        fields: { state: "CLAIMED" },
      })}
    />
  );
}

export function CorrectForm({
  taskId,
  unitId,
  reportNo,
  progress: before,
  ...rest
}: Where & { readonly reportNo: number; readonly progress: string }) {
  const texts = useTexts(ledgerTexts);
  return (
    <ActForm<CorrectReportInput>
      {...rest}
      form={`correct/${taskId}/${unitId}/${reportNo}`}
      title={texts.correct(reportNo)}
      specs={[
        { name: "progress", label: texts.correctedProgress, kind: "text", first: before, isRequired: true },
        { name: "reason", label: texts.reason, kind: "text", isRequired: true },
      ]}
      command={({ progress = "", reason = "" }, commandId) => ({
        document: CorrectReportDocument,
        input: { commandId, taskId, unitId, reportNo, progress, reason },
        of: rest.of,
      })}
    />
  );
}

export function WithdrawForm({ taskId, unitId, of, ...rest }: Where) {
  const texts = useTexts(ledgerTexts);
  return (
    <ActForm<WithdrawClaimInput>
      {...rest}
      form={`withdraw/${taskId}/${unitId}`}
      title={texts.withdrawClaim}
      specs={[{ name: "reason", label: texts.reason, kind: "text", isRequired: true }]}
      command={({ reason = "" }, commandId) => ({
        document: WithdrawClaimDocument,
        input: { commandId, taskId, unitId, reason },
        of,
        fields: { state: "ACCEPTED" },
      })}
    />
  );
}
