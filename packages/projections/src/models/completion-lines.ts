// Where a completion report stands in the lists: in its unit's ledger, on the deadline board, and in the office's queue.
import { completionReportStateOf, standingOfReport } from "@taizhang/domain";
import type { Shown } from "../read-model.ts";
import type { About } from "./about-task.ts";
import type { CompletionCard } from "./completion-card.ts";
import { onBoard } from "./deadlines.ts";
import { dueIn } from "./due.ts";
import { shownIn, waitingBlank } from "./review-queue.ts";
import { type LedgerEntry, placed } from "./unit-ledger.ts";

/** What entries of lists say of a plan as a whole. */
const aboutPlan = ({ planId, regionId }: CompletionCard["about"]): About => ({
  ...{ planId, regionId, taskId: null, row: null, no: null, text: null },
});

/** Everything that lists show of a completion report. `key` is that of its fold. */
export const shownOfCompletion = (card: CompletionCard, key: string): Shown[] => [
  lineOf(card, key),
  ...deadlineOf(card, key),
  ...waitingOf(card, key),
];

/** What lines about a part say, and no line about a plan as a whole. */
const noPart = {
  state: null,
  partNo: null,
  item: null,
  handedTo: null,
  ownerlessSince: null,
  dispute: null,
  from: [],
  persons: [],
} as const;

function lineOf({ about, life, firstDueOn, since, submitted, judged }: CompletionCard, key: string): Shown {
  const state = completionReportStateOf(life);
  const { last } = life;
  const line: LedgerEntry = {
    ...{ kind: "completionReport", ...aboutPlan(about), unitId: about.unitId, since },
    ...{ ...dueIn(life.terms, life.dueOn), firstDueOn, extension: life.extension?.state ?? null },
    ...{ standing: standingOfReport[state], ...noPart, reportState: state, relations: [] },
    ...{ urgingNo: null, answeredOn: submitted?.submittedOn ?? null, reportCount: last?.no ?? 0, toMendCount: 0 },
    returned: state === "returned",
    lastReport:
      last && submitted
        ? { no: last.no, reportedOn: submitted.submittedOn, review: last.review, reviewed: deedIn(judged) }
        : null,
  };
  return placed(`${about.unitId}/${key}`, line, life.ended === "unitEnded");
}

const deedIn = (judged: CompletionCard["judged"]) => judged && { by: judged.by, at: judged.at };

function deadlineOf({ about, life }: CompletionCard, key: string): Shown[] {
  const { dueOn, terms } = life;
  if (dueOn === null || standingOfReport[completionReportStateOf(life)] !== "open") return [];
  const owed = { openUnitIds: [about.unitId], unfilledGroupIds: [] };
  return [
    onBoard(key, { kind: "completionReport", item: null, ...aboutPlan(about), ...dueIn(terms, dueOn), dueOn, ...owed }),
  ];
}

function waitingOf({ about, life, submitted, extensions }: CompletionCard, key: string): Shown[] {
  if (standingOfReport[completionReportStateOf(life)] !== "open") return [];
  const { last, extension, dueOn } = life;
  const common = { ...aboutPlan(about), ...waitingBlank, dueOn, unitId: about.unitId };
  const office = `office/${about.regionId}`;
  const reports =
    last?.review === "open" && submitted
      ? [{ ...common, kind: "completionReport", reportNo: last.no, since: submitted.made.at } as const]
      : [];
  const requests = extensions
    .filter((each) => extension?.state === "pending" && each.no === extension.no)
    .slice(-1)
    .map(
      ({ no, asked, made }) =>
        ({ ...common, kind: "extension", extensionNo: no, askedDueOn: asked, since: made.at }) as const,
    );
  return [...reports, ...requests].map((doc) => shownIn(office, `${key}/${doc.kind}`, doc));
}
