// The plan card 计划: the head of a plan, what its notice leaves open, and how far it has come; its rows are elsewhere.
import {
  type CommandOf,
  type DomainFact,
  type DraftHead,
  type FreeText,
  foldName,
  type PlanDraft,
  type PlanSettings,
  type PlanStatus,
  plan,
} from "@taizhang/domain";
import { ignored, readModel } from "../read-model.ts";

type Imported = Extract<DomainFact, { type: "PlanImported" }>["data"];
type Decision = CommandOf<typeof plan.actions.resolveImportWarning>["decision"];

/** A warning of the import. `settled` is what a person decided about it; null while nobody has. */
export type CardWarning = Imported["warnings"][number] & {
  readonly settled: { readonly decision: Decision; readonly note: FreeText; readonly settledAt: string } | null;
};

/** A plan without its rows. */
export interface PlanCard {
  readonly planId: string;
  readonly regionId: string;
  readonly status: PlanStatus;
  readonly head: DraftHead;
  readonly sections: PlanDraft["sections"];
  readonly warnings: readonly CardWarning[];
  readonly unread: PlanDraft["unread"];
  readonly coverage: PlanDraft["coverage"];
  readonly source: { readonly sha256: string; readonly name: string; readonly byteCount: number };
  readonly taskCount: number;
  readonly importedAt: string;
  /** The position of the import in the log, as a decimal string: newer plans have greater ones. */
  readonly importedPosition: string;
  /** As set by the office when it issued the plan; null before. */
  readonly settings: PlanSettings | null;
  readonly issuedOn: string | null;
  readonly closedOn: string | null;
  /** Why the draft was discarded or the plan closed; null before. */
  readonly endReason: FreeText | null;
}

/**
 * Plan cards by planId. Indexes: `region/<regionId>`, the plan imported last comes last, and
 * `number/<regionId>/<folded document number>`, without discarded drafts.
 */
export const planCard = readModel<PlanCard, typeof plan>({
  name: "plan-card",
  version: 4,
  of: plan,
  key: ({ meta }) => meta.planId,
  on: {
    PlanImported(_card, { fact, meta, position }) {
      const { regionId, plan: head, sections, warnings, unread, coverage, taskCount } = fact.data;
      return meta.planId === null
        ? null
        : {
            planId: meta.planId,
            regionId,
            status: "draft",
            head,
            sections,
            warnings: warnings.map((warning) => ({ ...warning, settled: null })),
            unread,
            coverage,
            source: {
              sha256: fact.data.sourceSha256,
              name: fact.data.sourceName,
              byteCount: fact.data.byteCount,
            },
            taskCount,
            importedAt: meta.happenedAt,
            importedPosition: position.toString(),
            settings: null,
            issuedOn: null,
            closedOn: null,
            endReason: null,
          };
    },
    PlanRowsImported: ignored("the rows of a plan are kept by themselves"),
    DraftDiscarded: (card, { fact }) => card && { ...card, status: "discarded", endReason: fact.data.reason },
    ImportWarningResolved(card, { fact, meta }) {
      const { warningNo, decision, note } = fact.data;
      const settled = { decision, note, settledAt: meta.happenedAt };
      return (
        card && {
          ...card,
          warnings: card.warnings.map((warning, at) => (at === warningNo - 1 ? { ...warning, settled } : warning)),
        }
      );
    },
    PlanConfirmed: (card) => card && { ...card, status: "confirmed" },
    PlanIssued: (card, { fact: { data } }) =>
      card && { ...card, status: "issued", issuedOn: data.issuedOn, settings: data.settings },
    PlanClosed: (card, { fact: { data } }) =>
      card && { ...card, status: "closed", closedOn: data.closedOn, endReason: data.reason },
  },
  indexes({ regionId, status, head, importedPosition }) {
    const sort = importedPosition.padStart(20, "0");
    const numbered = head.docNumber !== null && status !== "discarded";
    return [
      { index: `region/${regionId}`, sort },
      ...(numbered ? [{ index: `number/${regionId}/${foldName(head.docNumber ?? "")}`, sort }] : []),
    ];
  },
});
