// The plan card 计划: the head of a plan, what its notice leaves open, and how far it has come; its rows are elsewhere.
import {
  type DomainFact,
  type DraftHead,
  type FreeText,
  foldName,
  type ImportDecision,
  type Parked,
  type PlanDraft,
  type PlanSettings,
  type PlanStatus,
  plan,
  type SourceFile,
  type Turn,
  turnDone,
  turned,
} from "@taizhang/domain";
import { ignored, readModel } from "../read-model.ts";
import { type Deed, deedOf } from "./deed.ts";

type DataOf<Type extends DomainFact["type"]> = Extract<DomainFact, { type: Type }>["data"];

/** A warning of the import. `settled` is what a person decided about it; null while nobody has. */
export type CardWarning = DataOf<"PlanImported">["warnings"][number] & {
  readonly settled:
    | (Deed & {
        readonly decision: ImportDecision;
        readonly note: FreeText;
        /** The place of the decision among all that happened to the plan: of two about the same, the later counts. */
        readonly revision: number;
      })
    | null;
};

/** A correction of the issue: what was said before, what holds since, and why. */
export type CardCorrection = Deed & DataOf<"IssueCorrected">;

/** How the closing of a plan was undone: when and why it had been closed, and why it was reopened. */
export type CardReopening = Deed &
  DataOf<"PlanReopened"> & { readonly closedOn: string | null; readonly closeReason: FreeText | null };

/** A later notice that changed the plan, with what became of its rows. */
export type CardSupplement = DataOf<"PlanSupplemented"> & { readonly made: Deed };

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
  /** The notice: `files` are one or several, and `readingSha256` is null if it was imported before readings were kept. */
  readonly source: SourceFile & { readonly files: readonly SourceFile[]; readonly readingSha256: string | null };
  readonly taskCount: number;
  readonly importedAt: string;
  /** The position of the import in the log, as a decimal string: newer plans have greater ones. */
  readonly importedPosition: string;
  /** As set by the office when it issued the plan; null before. */
  readonly settings: PlanSettings | null;
  readonly issuedOn: string | null;
  /** How the issue was corrected, the latest last. */
  readonly issueCorrections: readonly CardCorrection[];
  readonly closedOn: string | null;
  /** Why the draft was discarded or the plan closed; null before. */
  readonly endReason: FreeText | null;
  /** True once every row is a task, and its units are assigned. */
  readonly tasksOpened: boolean;
  /** How it was closed and reopened, and how far each is carried out in its tasks. */
  readonly turns: readonly Turn[];
  /** How it was reopened, the latest last. */
  readonly reopenings: readonly CardReopening[];
  /** The later notices that changed it, in order. */
  readonly supplements: readonly CardSupplement[];
  /** The plan that this one supplemented; null unless it was discarded as used. */
  readonly supplementOf: string | null;
  /** Which command of a policy was refused, and when; null while nothing waits. */
  readonly parked: (Parked & { readonly parkedAt: string }) | null;
}

/** What was decided on the plan's warnings, by their numbers, the latest decision last. */
export function decisionsOf({ warnings }: Pick<PlanCard, "warnings">): ReadonlyMap<number, ImportDecision> {
  const decided = warnings.flatMap(({ settled }, at) => (settled ? [{ ...settled, warningNo: at + 1 }] : []));
  decided.sort((one, other) => one.revision - other.revision);
  return new Map(decided.map(({ warningNo, decision }) => [warningNo, decision]));
}

/** The index of all plans that are parked, in any region: their number is a figure for operators. */
export const parkedPlans = "parked";

/** The index of the plans of a region that were read from something kept: a notice, one of its files, or a reading. */
export const plansFrom = (regionId: string, sha256: string): string => `source/${regionId}/${sha256}`;

/**
 * Plan cards by planId. Indexes: `region/<regionId>`, the plan imported last comes last, `number/<regionId>/<folded
 * document number>`, without discarded drafts, `plansFrom` and `parkedPlans`.
 */
export const planCard = readModel<PlanCard, typeof plan>({
  name: "plan-card",
  version: 9,
  of: plan,
  key: ({ meta }) => meta.planId,
  on: {
    PlanImported(_card, { fact, meta, position }) {
      const { regionId, plan: head, sections, warnings, unread, coverage, taskCount } = fact.data;
      const { sourceSha256: sha256, sourceName: name, byteCount, files, readingSha256 = null } = fact.data;
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
              ...{ sha256, name, byteCount },
              files: files ?? [{ name, sha256, byteCount }],
              readingSha256,
            },
            taskCount,
            importedAt: meta.happenedAt,
            importedPosition: position.toString(),
            settings: null,
            issuedOn: null,
            issueCorrections: [],
            closedOn: null,
            endReason: null,
            tasksOpened: false,
            turns: [],
            reopenings: [],
            supplements: [],
            supplementOf: null,
            parked: null,
          };
    },
    PlanRowsImported: ignored("the rows of a plan are kept by themselves"),
    DraftDiscarded: (card, { fact }) =>
      card && {
        ...card,
        status: "discarded",
        endReason: fact.data.reason,
        supplementOf: fact.data.supplementOf ?? null,
      },
    ImportWarningResolved(card, { fact, meta, revision }) {
      const { warningNo, decision, note } = fact.data;
      const settled = { decision, note, revision, ...deedOf(meta) };
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
    IssueCorrected: (card, { fact: { data }, meta }) =>
      card && {
        ...card,
        ...data.after,
        issueCorrections: [...card.issueCorrections, { ...data, ...deedOf(meta) }],
      },
    PlanSupplemented: (card, { fact: { data }, meta }) =>
      card && { ...card, supplements: [...card.supplements, { ...data, made: deedOf(meta) }] },
    TaskAdded: (card) => card && { ...card, taskCount: card.taskCount + 1 },
    TasksOpened: (card) => card && { ...card, tasksOpened: true },
    PlanParked: (card, { fact, meta }) => card && { ...card, parked: { ...fact.data, parkedAt: meta.happenedAt } },
    PlanResumed: (card) => card && { ...card, parked: null },
    PlanClosed: (card, { fact: { data }, revision }) =>
      card && {
        ...card,
        ...{ status: "closed", closedOn: data.closedOn, endReason: data.reason },
        turns: turned(card, { to: "closed", revision, taskCount: card.taskCount }),
      },
    PlanReopened: (card, { fact: { data }, meta, revision }) =>
      card && {
        ...card,
        ...{ status: "issued", closedOn: null, endReason: null },
        turns: turned(card, { to: "reopened", revision, taskCount: card.taskCount }),
        reopenings: [
          ...card.reopenings,
          { ...data, closedOn: card.closedOn, closeReason: card.endReason, ...deedOf(meta) },
        ],
      },
    TasksReopened: (card) => card && { ...card, turns: turnDone(card, "reopened") },
    TasksClosed: (card) => card && { ...card, turns: turnDone(card, "closed") },
  },
  indexes({ regionId, status, head, importedPosition, parked, source }) {
    const sort = importedPosition.padStart(20, "0");
    const kept = [source.sha256, ...source.files.map(({ sha256 }) => sha256), source.readingSha256 ?? []].flat();
    const numbered = head.docNumber !== null && status !== "discarded";
    return [
      { index: `region/${regionId}`, sort },
      ...[...new Set(kept)].map((sha256) => ({ index: plansFrom(regionId, sha256), sort })),
      ...(parked === null ? [] : [{ index: parkedPlans, sort }]),
      ...(numbered ? [{ index: `number/${regionId}/${foldName(head.docNumber ?? "")}`, sort }] : []),
    ];
  },
});
