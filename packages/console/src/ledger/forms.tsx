// The forms of a unit on its ledger: report 填报, correct 更正, mend 改正, claim 申报办结.
import { ActForm } from "../act/act-form.tsx";
import { ClaimInTheWay, type OfPart } from "../act/claim-in-the-way.tsx";
import type { Closing } from "../act/closing.ts";
import { freshDraft } from "../act/drafts.ts";
import { evidenceIn, type FieldSpec, type Fields, pieceIn } from "../act/fields.ts";
import { actTexts } from "../act/texts.ts";
import { useConsole } from "../console.ts";
import {
  ClaimCompletionDocument,
  type ClaimCompletionInput,
  CorrectClaimDocument,
  type CorrectClaimInput,
  CorrectReportDocument,
  type CorrectReportInput,
  ReportProgressDocument,
  type ReportProgressInput,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { useTexts } from "../texts/catalogue.ts";
import { ledgerTexts } from "./texts.ts";
import { useOpenedLine } from "./use-opened-line.ts";

/** Which form is open. */
export type Editing =
  | { readonly kind: "report" | "claim" | "withdraw" }
  | { readonly kind: "correct"; readonly reportNo: number }
  /** The report whose evidence is mended; null for the claim. */
  | { readonly kind: "mend"; readonly reportNo: number | null };

/** A piece of evidence as it was shown. */
export interface Piece {
  readonly title: string;
  readonly url?: string | null;
  readonly path?: readonly string[] | null;
}

interface Where extends OfPart {
  /** The key of the part. */
  readonly of: string;
  readonly done: Closing;
  readonly cancel: Closing;
}

/** A form about a part: where it is refused because completion is claimed, the claim can be withdrawn beside it. */
function PartForm<Input extends { commandId: string }>({
  taskId,
  unitId,
  ...form
}: OfPart & Parameters<typeof ActForm<Input>>[0]) {
  return (
    <>
      <ActForm<Input> {...form} />
      <ClaimInTheWay taskId={taskId} unitId={unitId} />
    </>
  );
}

export function ReportForm({
  taskId,
  unitId,
  of,
  title,
  claim,
  ...rest
}: Where & {
  readonly title: string;
  /** Goes on to the claim, for which the words and the evidence of the report stand; left out where there is none to make. */
  readonly claim?: (() => void) | undefined;
}) {
  const keepClaim = useClaimBegun(taskId, unitId);
  const texts = useTexts(ledgerTexts);
  const words = useTexts(actTexts);
  return (
    <PartForm<ReportProgressInput>
      {...rest}
      {...{ taskId, unitId }}
      form={`report/${taskId}/${unitId}`}
      title={title}
      also={
        claim && {
          words: texts.andClaim,
          next(fields) {
            keepClaim(fields);
            claim();
          },
        }
      }
      specs={[
        { name: "reportedOn", label: texts.reportedOn, kind: "day", first: useMe().today, isRequired: true },
        { name: "progress", label: texts.progress, kind: "text", isRequired: true },
        { name: "evidence", label: words.evidence, kind: "evidence" },
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

/** Keeps what a report says as the draft of the claim that follows it; a claim that was begun before stays as it is. */
function useClaimBegun(taskId: string, unitId: string): (report: Fields) => void {
  const { drafts, acting } = useConsole();
  return ({ reportedOn = "", progress = "", ...others }) => {
    const form = claimForm(taskId, unitId);
    if (drafts.read(acting.owner(), form) !== null) return;
    const evidence = Object.entries(others).filter(([name]) => name.startsWith("evidence."));
    const fields = { completedOn: reportedOn, done: progress, ...Object.fromEntries(evidence) };
    drafts.write(acting.owner(), form, { ...freshDraft(fields), savedAt: Date.now(), isTyped: true });
  };
}

/** Under which the draft of a claim is kept. */
const claimForm = (taskId: string, unitId: string): string => `claim/${taskId}/${unitId}`;

export function ClaimForm({ taskId, unitId, of, ...rest }: Where) {
  const texts = useTexts(ledgerTexts);
  const words = useTexts(actTexts);
  const question = useOpenedLine(taskId, unitId);
  // Each item that is not done needs a reason why the part is, all the same.
  const open = (question.data?.task?.items ?? []).filter(({ units }) =>
    units.some(({ unit, state }) => String(unit.id) === unitId && state === "OPEN"),
  );
  const waiving = open.map(
    ({ itemId, no, text }): FieldSpec => ({
      ...{ name: `waived.${itemId}`, kind: "line" },
      label: texts.waived([no, text].filter(Boolean).join(" ") || String(itemId)),
    }),
  );
  return (
    <PartForm<ClaimCompletionInput>
      {...rest}
      {...{ taskId, unitId }}
      form={claimForm(taskId, unitId)}
      title={texts.claim}
      specs={[
        { name: "completedOn", label: texts.completedOn, kind: "day", first: useMe().today, isRequired: true },
        { name: "done", label: texts.doneText, kind: "text", isRequired: true },
        { name: "evidence", label: words.evidence, kind: "evidence", isRequired: true },
        ...waiving,
      ]}
      command={({ completedOn = "", done = "", ...fields }, commandId) => ({
        document: ClaimCompletionDocument,
        input: {
          ...{ commandId, taskId, unitId, completedOn, done },
          evidence: evidenceIn(fields, "evidence"),
          waived: open.flatMap(({ itemId }) => {
            const reason = (fields[`waived.${itemId}`] ?? "").trim();
            return reason === "" ? [] : [{ itemId, reason }];
          }),
        },
        of,
        fields: { state: "CLAIMED" },
      })}
    />
  );
}

/** Other words for a report, and pieces of evidence that join those it has. */
export function CorrectForm({
  taskId,
  unitId,
  reportNo,
  progress: before,
  evidence,
  ...rest
}: Where & { readonly reportNo: number; readonly progress: string; readonly evidence: readonly Piece[] }) {
  const texts = useTexts(ledgerTexts);
  return (
    <PartForm<CorrectReportInput>
      {...rest}
      {...{ taskId, unitId }}
      form={`correct/${taskId}/${unitId}/${reportNo}`}
      title={texts.correct(reportNo)}
      specs={[
        { name: "progress", label: texts.correctedProgress, kind: "text", first: before, isRequired: true },
        { name: "reason", label: texts.reason, kind: "text", isRequired: true },
        { name: "more", label: texts.moreEvidence, kind: "evidence" },
      ]}
      command={({ progress = "", reason = "", ...fields }, commandId) => {
        const more = evidenceIn(fields, "more");
        const all = [
          ...evidence.map(({ title, url = null, path = null }) => ({ title, url, path: path && [...path] })),
          ...more,
        ];
        return {
          document: CorrectReportDocument,
          input: { commandId, taskId, unitId, reportNo, progress, reason, evidence: more.length > 0 ? all : null },
          of: rest.of,
        };
      }}
    />
  );
}

/** Other pieces for those that are to be mended, in a report or (`reportNo` null) in the claim; what else is shown there stays. */
export function MendForm({
  taskId,
  unitId,
  reportNo,
  evidence,
  places,
  ...rest
}: Where & {
  readonly reportNo: number | null;
  readonly evidence: readonly Piece[];
  /** Which pieces are to be mended, from 1. */
  readonly places: readonly number[];
}) {
  const texts = useTexts(ledgerTexts);
  const words = useTexts(actTexts);
  const specs = places.flatMap((place): FieldSpec[] => {
    const piece = evidence[place - 1];
    const label = (what: string) => texts.pieceField(place, what);
    const name = `evidence.${place - 1}`;
    return [
      {
        name: `${name}.title`,
        label: label(words.evidenceTitle),
        kind: "line",
        first: piece?.title ?? "",
        isRequired: true,
      },
      { name: `${name}.url`, label: label(words.evidenceUrl), kind: "line", first: piece?.url ?? "" },
      { name: `${name}.path`, label: label(words.evidencePath), kind: "line", first: (piece?.path ?? []).join(" › ") },
    ];
  });
  const mended = (fields: Fields) =>
    evidence.map(({ title, url = null, path = null }, at) =>
      places.includes(at + 1) ? pieceIn(fields, `evidence.${at}`) : { title, url, path: path && [...path] },
    );
  const form = {
    ...rest,
    form: `mend/${taskId}/${unitId}/${reportNo ?? "claim"}`,
    title: texts.mend,
    specs: [...specs, { name: "reason", label: texts.reason, kind: "text", isRequired: true } as const],
  };
  return reportNo === null ? (
    <ActForm<CorrectClaimInput>
      {...form}
      command={({ reason = "", ...fields }, commandId) => ({
        document: CorrectClaimDocument,
        input: { commandId, taskId, unitId, evidence: mended(fields), reason },
        of: rest.of,
      })}
    />
  ) : (
    <ActForm<CorrectReportInput>
      {...form}
      command={({ reason = "", ...fields }, commandId) => ({
        document: CorrectReportDocument,
        input: { commandId, taskId, unitId, reportNo, progress: null, evidence: mended(fields), reason },
        of: rest.of,
      })}
    />
  );
}
