// Correcting an issue 更正印发: the day on which the plan was really issued, or what the office set then. A policy carries it to the tasks.

import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { day, freeText } from "../kernel/shapes.ts";
import type { RosterState } from "../roster/state.ts";
import { earlyInYear, refusalOfIssueDay, refusalOfReportingDay } from "./issue-days.ts";
import { issuedPlan } from "./issued-plan.ts";
import { meaningsOn } from "./meaning.ts";
import { defaultSettings, type PlanSettings, planSettings, regularlyInWords, steps } from "./settings.ts";
import type { PlanState } from "./state.ts";

const command = z.object({
  /** The real day of issue; left out, it stays. */
  issuedOn: day.optional(),
  /** The settings that change; what is left out stays. A reporting day of null is taken away. */
  settings: planSettings.partial().extend({ steps: steps.partial().optional() }),
  reason: freeText,
});

const issue = z.object({ issuedOn: day, settings: planSettings });
type Issue = z.infer<typeof issue>;

const reason = { text: "纸质文件于当日印发。" };
const before: Issue = { issuedOn: "2021-06-01", settings: defaultSettings };
const after: Issue = { issuedOn: "2021-05-31", settings: { ...defaultSettings, dueSoonDays: 10 } };

export const IssueCorrected = event({
  type: "IssueCorrected",
  title: "更正印发",
  shape: z.object({ before: issue, after: issue, reason: freeText }),
  sight: () => everybodys(),
  fields: ({ before, after }) => changesBetween(before, after),
  sample: { before, after, reason },
  evolve: (plan: PlanState, { after }): PlanState => ({ ...plan, ...after }),
  tell(e) {
    const changes = changesOf(e.before, e.after);
    return {
      zh: `更正印发：${changes.map(({ zh }) => zh).join("；")}；理由：${e.reason.text}`,
      en: `corrected the issue: ${changes.map(({ en }) => en).join("; ")}; reason: ${e.reason.text}`,
    };
  },
});

/** The settings with those replaced that are said. */
function changed(before: PlanSettings, said: z.infer<typeof command>["settings"]): PlanSettings {
  return {
    steps: {
      endorsement: said.steps?.endorsement ?? before.steps.endorsement,
      signOff: said.steps?.signOff ?? before.steps.signOff,
    },
    dueSoonDays: said.dueSoonDays ?? before.dueSoonDays,
    regularly: said.regularly ?? before.regularly,
    reportingOn: said.reportingOn === undefined ? before.reportingOn : said.reportingOn,
  };
}

/** What a correction changes, in words. */
function changesOf(before: Issue, after: Issue): Sentence[] {
  const told = toldOf(after);
  return toldOf(before).flatMap((old, at) => {
    const now = told[at];
    if (!now || now.is.zh === old.is.zh) return [];
    const zh = `${old.of.zh}由${old.is.zh}改为${now.is.zh}`;
    return [{ zh, en: `${old.of.en} ${now.is.en} instead of ${old.is.en}` }];
  });
}

/** Everything that is set at the issue, in words and in one order. */
function toldOf({ issuedOn, settings }: Issue): { readonly of: Sentence; readonly is: Sentence }[] {
  const { steps, dueSoonDays, regularly, reportingOn } = settings;
  const same = (text: string): Sentence => ({ zh: text, en: text });
  const asked = (isAsked: boolean): Sentence =>
    isAsked ? { zh: "需要", en: "needed" } : { zh: "不需", en: "not needed" };
  return [
    { of: { zh: "印发之日", en: "issued on" }, is: same(issuedOn) },
    { of: { zh: "审定", en: "endorsement" }, is: asked(steps.endorsement) },
    { of: { zh: "销号", en: "sign-off" }, is: asked(steps.signOff) },
    { of: { zh: "临期天数", en: "days that count as due soon:" }, is: same(String(dueSoonDays)) },
    { of: { zh: "定期", en: "定期 means" }, is: regularlyInWords[regularly] },
    {
      of: { zh: "报送日期", en: "reported by" },
      is: reportingOn === null ? { zh: "无", en: "no day" } : same(reportingOn),
    },
  ];
}

export const correctIssue = action({
  title: { zh: "更正印发", en: "Correct the issue of a plan" },
  by: ["office"],
  command,
  example: { issuedOn: after.issuedOn, settings: { dueSoonDays: 10 }, reason },
  events: [IssueCorrected],
  open: issuedPlan,
  decide(plan, { issuedOn, settings, reason }, actor, given: { readonly roster: RosterState }) {
    const before = { issuedOn: plan.issuedOn, settings: plan.settings };
    const after: Issue = {
      issuedOn: issuedOn ?? before.issuedOn,
      settings: changed(before.settings, settings),
    };
    if (canonicalJson(before) === canonicalJson(after)) return [];
    if (after.issuedOn !== before.issuedOn) {
      const today = beijingDay(actor.at);
      // Not held to the day signed, which may have been misread: a person says why, on the record.
      const refusal = refusalOfIssueDay(after.issuedOn, earlyInYear(plan, today), today);
      if (refusal) return refusal;
      const names = meaningsOn(plan, given.roster, after.issuedOn);
      if (isRejection(names)) return names;
    }
    const refusal = refusalOfReportingDay(plan, after.issuedOn, after.settings);
    return refusal ?? [IssueCorrected({ before, after, reason })];
  },
});
