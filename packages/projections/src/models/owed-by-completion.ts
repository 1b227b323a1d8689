// What a unit owes a plan 办结情况应办事项: its completion report, and answers to urgings for it.
import { completionReportStateOf, isEndedWithUnit, reportingUrgingStateOf, standingOfReport } from "@taizhang/domain";
import { recalling } from "../recall.ts";
import type { CompletionCard } from "./completion-card.ts";
import { dueIn } from "./due.ts";
import { type Listing, listedBy, type OwedThing, saidOf } from "./owed.ts";
import { answerOwed } from "./owed-answers.ts";
import { extensionAsked, type OwedWait, officeQueue } from "./owed-waits.ts";

/** A completion report, with the key of its fold. */
interface OwingReport {
  readonly card: CompletionCard;
  readonly key: string;
}

/** What a completion report makes its unit owe, by kind. */
const ofReport: Listing<"completion", OwingReport> = { completionReport: reportOwed, urging: answersOwed };

/** What is owed by a completion report. `key` is that of its fold. */
export const owedByCompletion = recalling((card: CompletionCard, key: string): readonly OwedThing[] =>
  listedBy(ofReport, { card, key }),
);

/** What every thing says of the plan as a whole. */
const ofPlan = ({ about: { planId, regionId, unitId } }: CompletionCard) => ({
  ...{ planId, regionId, unitId, taskId: null, row: null, no: null, text: null },
});

/** The report. */
function reportOwed({ card, key }: OwingReport): OwedThing[] {
  const { life, firstDueOn, since, submitted, judged } = card;
  const reportState = completionReportStateOf(life);
  const { last, dueOn, extension } = life;
  const said = saidOf(ofPlan(card), {
    ...{ kind: "completionReport", since, firstDueOn, ...dueIn(life.terms, dueOn) },
    ...{ standing: standingOfReport[reportState], reportState, extension: extension?.state ?? null },
    ...{ answeredOn: submitted?.submittedOn ?? null, reportCount: last?.no ?? 0, returned: reportState === "returned" },
    lastReport:
      last && submitted
        ? {
            ...{ no: last.no, reportedOn: submitted.submittedOn, review: last.review },
            reviewed: judged && { by: judged.by, at: judged.at },
            returnReason: last.review === "returned" ? (judged?.text ?? null) : null,
          }
        : null,
  });
  return [{ said, line: key, entry: key, isEndedWithUnit: isEndedWithUnit(life), waits: waitsOf(card, key) }];
}

/** The answers to urgings for the report. */
function answersOwed({ card, key }: OwingReport): OwedThing[] {
  const { life } = card;
  const of = { ...ofPlan(card), reportState: completionReportStateOf(life) };
  return life.urgings.flatMap((urging): OwedThing[] => {
    const said = card.urgings.find(({ no }) => no === urging.no);
    if (!said) return [];
    return [
      {
        said: saidOf(of, answerOwed(said, reportingUrgingStateOf(urging), life.terms)),
        ...{ line: `${key}/urging/${urging.no}`, entry: `${key}/urging/${urging.answerBy}` },
      },
    ];
  });
}

/** What waits about it: all of it for the office. */
function waitsOf({ about, life, submitted, extensions }: CompletionCard, key: string): OwedWait[] {
  if (standingOfReport[completionReportStateOf(life)] !== "open") return [];
  const queues = [officeQueue(about.regionId)];
  const { last, extension } = life;
  const reports: OwedWait[] =
    last?.review === "open" && submitted
      ? [
          {
            ...{ kind: "completionReport", key: `${key}/completionReport`, queues },
            ...{ reportNo: last.no, since: submitted.made.at },
          },
        ]
      : [];
  return [...reports, ...extensionAsked(extensions, extension, `${key}/extension`, queues)];
}
