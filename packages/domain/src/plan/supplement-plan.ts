// Supplementing a plan 补充计划: a later notice changes it. A person says of every row of that notice what it does here.

import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { refusalOfDay } from "../kernel/day-span.ts";
import { event } from "../kernel/event.ts";
import { sampleDay, samplePlan } from "../kernel/sample-values.ts";
import { day, planId, sha256 } from "../kernel/shapes.ts";
import type { RosterState } from "../roster/state.ts";
import { TaskAdded } from "./add-task.ts";
import { rowsNamed } from "./draft.ts";
import { issuedPlan } from "./issued-plan.ts";
import { rowEffect, rowUse } from "./row-use.ts";
import type { PlanState } from "./state.ts";
import { effectsOf, refusalOfMap } from "./supplement.ts";

const sourceSha256 = "b".repeat(64);
const text = "公开财政预算决算和“三公”经费。";

export const PlanSupplemented = event({
  type: "PlanSupplemented",
  title: "补充计划",
  shape: z.object({
    sourceSha256: sha256,
    /** The plan that was imported from the later notice; it is discarded as used. */
    supplementId: planId,
    /** The later notice as it is cited. */
    citation: z.string(),
    /** The day from which what it adds counts. */
    on: day,
    map: z.array(rowEffect),
  }),
  sight: () => everybodys(),
  sample: {
    ...{ sourceSha256, supplementId: samplePlan, citation: "《补充通知》", on: sampleDay },
    map: [
      { row: 1, kind: "amends", of: 1, changes: { text } },
      { row: 2, kind: "adds", of: 3 },
      { row: 3, kind: "withdraws", of: 2 },
      { row: 4, kind: "ignored", reason: { text: "与原表相同。" } },
    ],
  },
  evolve: (plan: PlanState, { sourceSha256, on, map }): PlanState => ({
    ...plan,
    supplements: new Map(plan.supplements).set(sourceSha256, { on, map }),
  }),
  tell({ citation, map }) {
    const count = (kind: (typeof map)[number]["kind"]) => map.filter((each) => each.kind === kind).length;
    const [amends, adds, withdraws, ignored] = (["amends", "adds", "withdraws", "ignored"] as const).map(count);
    return {
      zh: `按${citation}补充计划：修改${amends}项，增列${adds}项，撤销${withdraws}项，不采用${ignored}项`,
      en: `supplemented the plan by ${citation}: amends ${amends}, adds ${adds}, withdraws ${withdraws}, ignores ${ignored}`,
    };
  },
});

/** What the shell looks up: the plan imported from the later notice, with its id, the roster, and the tasks that it amends. */
export interface Supplement {
  readonly supplementId: string;
  readonly supplement: PlanState;
  readonly roster: RosterState;
  /** Of the rows that the map amends, those whose tasks are withdrawn. */
  readonly withdrawn: readonly number[];
}

export const supplementPlan = action({
  title: { zh: "补充计划", en: "Supplement a plan" },
  by: ["office"],
  command: z.object({
    sourceSha256: sha256,
    map: z.array(rowUse).min(1),
    /** The day from which what it adds counts, if it was issued on paper before; left out, it is today. */
    on: day.optional(),
  }),
  example: {
    sourceSha256,
    map: [
      { row: 1, kind: "amends", of: 1 },
      { row: 2, kind: "adds" },
      { row: 3, kind: "withdraws", of: 2 },
      { row: 4, kind: "ignored", reason: { text: "与原表相同。" } },
    ],
  },
  events: [PlanSupplemented, TaskAdded],
  open: issuedPlan,
  decide(plan, { sourceSha256, map, on: said }, actor, { supplementId, supplement, roster, withdrawn }: Supplement) {
    const known = plan.supplements.get(sourceSha256);
    if (known) return (said ?? known.on) === known.on && sameUses(known.map, map) ? [] : reject("SUPPLEMENT_USED");
    if (supplement.status === "issued" || supplement.status === "closed") return reject("NOT_A_DRAFT");
    if (supplement.status !== "confirmed") return reject("SUPPLEMENT_NOT_CONFIRMED");
    const today = beijingDay(actor.at);
    const on = said ?? today;
    const wrong =
      refusalOfDay(on, { from: plan.issuedOn, to: today }, { early: "DAY_BEFORE_ISSUE", late: "DAY_IN_FUTURE" }) ??
      refusalOfMap(plan, supplement, map);
    if (wrong) return wrong;
    // The policy that amends them would be refused, and the plan parked.
    if (withdrawn.length > 0) return reject("TASK_WITHDRAWN", rowsNamed(plan.rows, withdrawn));
    const carried = effectsOf(map, { plan, supplement, sourceSha256, on, roster, actor });
    if (isRejection(carried)) return carried;
    const { effects, added } = carried;
    const { citation } = supplement;
    return [PlanSupplemented({ sourceSha256, supplementId, citation, on, map: effects }), ...added];
  },
});

/** True if a person says now what was carried out then. */
function sameUses(carried: readonly z.infer<typeof rowEffect>[], map: readonly z.infer<typeof rowUse>[]): boolean {
  const said = carried.map((effect) => rowUse.parse(effect)).toSorted((one, other) => one.row - other.row);
  return canonicalJson(said) === canonicalJson(map.toSorted((one, other) => one.row - other.row));
}
