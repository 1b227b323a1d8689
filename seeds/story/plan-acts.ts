// The acts in the year of a plan, in the words of the people: who does what with which row, and when.
import {
  type CommandOf,
  defaultSettings,
  type Evidence,
  type GivenOf,
  ownerOf,
  type PlanSettings,
  plan,
  type Relation,
  type RowUse,
  roster,
  task,
} from "@taizhang/domain";
import { evidenceAsItStands, type Lookup, planNow, reportAsItStands } from "@taizhang/log";
import type { Act, Cast, Stage } from "./stage.ts";

type Decision = CommandOf<typeof plan.actions.resolveImportWarning>["decision"];
type Changes = CommandOf<typeof task.actions.amendTask>["changes"];
type TaskAction = keyof typeof task.actions;

/** How what an action of a task is given is looked up on a stage. */
type LookedUp<Name extends TaskAction> = (
  stage: Stage,
  taskId: string,
  command: CommandOf<(typeof task.actions)[Name]>,
) => Lookup<GivenOf<(typeof task.actions)[Name]>, typeof task.initial>;

/** A plan of the story: its region, its notice, and the unit that is the office. */
export interface PlanOfStory {
  readonly regionId: string;
  readonly notice: string;
  readonly office: string;
}

/** An item that a unit adopts: its number, its words, and, if it is counted, how much of what; and its day. */
type Item = readonly [
  no: string,
  text: string,
  target?: readonly [amount: string, unitOfMeasure: string],
  dueOn?: string,
];

const itemOf = ([no, text, target, dueOn]: Item): CommandOf<typeof task.actions.adoptItems>["items"][number] => ({
  ...{ no, text: { text } },
  ...(target && { target: target[0], unitOfMeasure: target[1] }),
  ...(dueOn && { dueOn }),
});

/** The acts of a plan. Times are those of Beijing: `2021-09-30 17:50`. */
export function actsOf({ regionId, notice, office }: PlanOfStory) {
  const desk: Cast = { regionId, unit: office, role: "office" };
  const clerk = (unit: string): Cast => ({ regionId, unit, role: "unit" });
  /** The office reviews as the office, a lead unit as a unit. */
  const judge = (unit: string): Cast => (unit === office ? desk : clerk(unit));
  const evidence = (title: string): Evidence[] => [{ title, path: ["政府网站", "政府信息公开", title] }];

  const onPlan = <Name extends keyof typeof plan.actions>(
    at: string,
    name: Name,
    command: CommandOf<(typeof plan.actions)[Name]>,
  ): Act => ({
    at,
    play: (stage) => stage.give(plan, name, stage.planId(regionId, notice), command, { at, by: desk }),
  });

  const rosterOf = (stage: Stage) => async () => ({ roster: await stage.roster(regionId) });

  const onTask = <Name extends TaskAction>(
    at: string,
    by: Cast,
    row: number,
    name: Name,
    command: (id: (unit: string) => string, stage: Stage) => CommandOf<(typeof task.actions)[Name]>,
    ...[given]: GivenOf<(typeof task.actions)[Name]> extends void ? [] : [given: LookedUp<Name>]
  ): Act => ({
    at,
    play: (stage) => {
      const taskId = stage.taskId(regionId, notice, row);
      const said = command((unit) => stage.unitId(regionId, unit), stage);
      return stage.give(task, name, taskId, said, { at, by, ...(given && { given: given(stage, taskId, said) }) });
    },
  });
  const known = (stage: Stage) => () => stage.roster(regionId);

  return {
    imports: (at: string): Act => ({
      at,
      async play(stage) {
        const { sha256, ...source } = stage.notice(notice);
        const names = (await stage.executor.load(roster, regionId)).state;
        const given = async () => ({
          ...source,
          knows: (name: string) => ownerOf(names, name) !== undefined,
          sameNumber: [],
        });
        const said = { regionId, sourceSha256: sha256 };
        await stage.give(plan, "importPlan", stage.planId(regionId, notice), said, { at, by: desk, given });
      },
    }),
    discards: (at: string, reason: string): Act => onPlan(at, "discardDraft", { reason: { text: reason } }),
    /** Settles every blocking warning: by the decision for its code, or else as printed. */
    settles: (at: string, decisions: Readonly<Record<string, Decision>> = {}): Act => ({
      at,
      async play(stage) {
        const { state } = await stage.executor.load(plan, stage.planId(regionId, notice));
        for (const [place, { code, severity }] of state.warnings.entries()) {
          if (severity !== "blocking" || code === "UNIT_UNKNOWN") continue;
          const decision = decisions[code] ?? { kind: "keep" };
          const note = { text: decision.kind === "keep" ? "核对原件，按原文理解。" : "与起草单位核实后更正。" };
          await onPlan(at, "resolveImportWarning", { warningNo: place + 1, decision, note }).play(stage);
        }
      },
    }),
    confirms: (at: string): Act => ({
      at,
      play: (stage) =>
        stage.give(plan, "confirmPlan", stage.planId(regionId, notice), {}, { at, by: desk, given: rosterOf(stage) }),
    }),
    issues: (at: string, over: Partial<PlanSettings> = {}): Act => ({
      at,
      play(stage) {
        const command = { settings: { ...defaultSettings, ...over } };
        const how = { at, by: desk, given: rosterOf(stage) };
        return stage.give(plan, "issuePlan", stage.planId(regionId, notice), command, how);
      },
    }),
    /** The day of issue was wrong: the paper is from an earlier day. */
    correctsIssue: (at: string, issuedOn: string, reason: string): Act => ({
      at,
      play(stage) {
        const command = { issuedOn, settings: {}, reason: { text: reason } };
        const how = { at, by: desk, given: rosterOf(stage) };
        return stage.give(plan, "correctIssue", stage.planId(regionId, notice), command, how);
      },
    }),
    /** A later notice, confirmed, changes the plan; `map` says what each of its rows does. */
    supplements: (at: string, later: string, map: readonly RowUse[]): Act => ({
      at,
      async play(stage) {
        const supplementId = stage.planId(regionId, later);
        const given = async () => ({
          supplementId,
          supplement: (await stage.executor.load(plan, supplementId)).state,
          roster: await stage.roster(regionId),
          withdrawn: [],
        });
        const command = { sourceSha256: stage.notice(later).sha256, map: [...map] };
        await stage.give(plan, "supplementPlan", stage.planId(regionId, notice), command, { at, by: desk, given });
      },
    }),
    /** Adds a task that the notice does not print. */
    adds: (
      at: string,
      row: CommandOf<typeof plan.actions.addTask>["row"],
      units: readonly (readonly [unit: string, relation: Relation])[],
      reason: string,
      authority: string,
    ): Act => ({
      at,
      play(stage) {
        const parts = units.map(([unit, relation]) => ({
          unitId: stage.unitId(regionId, unit),
          relations: [relation],
        }));
        const why = { reason: { text: reason }, authority: { text: authority } };
        const how = { at, by: desk, given: rosterOf(stage) };
        const command = { row, units: parts, groups: [], ...why };
        return stage.give(plan, "addTask", stage.planId(regionId, notice), command, how);
      },
    }),
    closes: (at: string, reason: string): Act => onPlan(at, "closePlan", { reason: { text: reason } }),
    goesOn: (at: string, reason: string, authority: string): Act =>
      onPlan(at, "reopenPlan", { reason: { text: reason }, authority: { text: authority } }),

    fills: (at: string, row: number, group: string, units: readonly string[], reason: string): Act =>
      onTask(
        at,
        desk,
        row,
        "expandGroup",
        (id, stage) => ({
          groupId: stage.groupId(regionId, group),
          unitIds: units.map(id),
          reason: { text: reason },
        }),
        known,
      ),
    assigns: (at: string, row: number, unit: string, relation: Relation): Act =>
      onTask(
        at,
        desk,
        row,
        "assignUnits",
        (id) => ({
          assignments: [{ unitId: id(unit), relations: [relation], via: null, inheritedFromRow: null }],
          groups: [],
          external: [],
        }),
        known,
      ),
    accepts: (at: string, unit: string, ...rows: readonly number[]): Act[] =>
      rows.map((row) => onTask(at, clerk(unit), row, "acceptAssignment", (id) => ({ unitId: id(unit) }))),
    reports: (at: string, unit: string, row: number, progress: string, seen?: string): Act =>
      onTask(at, clerk(unit), row, "reportProgress", (id) => ({
        unitId: id(unit),
        reportedOn: at.slice(0, 10),
        progress: { text: progress },
        evidence: seen ? evidence(seen) : [],
      })),
    corrects: (at: string, unit: string, row: number, reportNo: number, progress: string, reason: string): Act =>
      onTask(
        at,
        clerk(unit),
        row,
        "correctReport",
        (id) => ({
          unitId: id(unit),
          reportNo,
          progress: { text: progress },
          evidence: [],
          reason: { text: reason },
        }),
        ({ log }, taskId, report) => reportAsItStands(log, taskId, report),
      ),
    passes: (at: string, reviewer: string, row: number, unit: string, reportNo: number): Act =>
      onTask(at, judge(reviewer), row, "acceptReport", (id) => ({ unitId: id(unit), reportNo })),
    sendsBack: (at: string, reviewer: string, row: number, unit: string, reportNo: number, reason: string): Act =>
      onTask(at, judge(reviewer), row, "returnReport", (id) => ({
        unitId: id(unit),
        reportNo,
        reason: { text: reason },
      })),
    /** `waived` says why items stay open, by their ids. */
    claims: (
      at: string,
      unit: string,
      row: number,
      done: string,
      seen: string,
      waived: Readonly<Record<string, string>> = {},
    ): Act =>
      onTask(at, clerk(unit), row, "claimCompletion", (id) => {
        const open = Object.entries(waived).map(([itemId, reason]) => ({ itemId, reason: { text: reason } }));
        return {
          unitId: id(unit),
          completedOn: at.slice(0, 10),
          done: { text: done },
          evidence: evidence(seen),
          ...(open.length > 0 && { waived: open }),
        };
      }),
    /** A lead refines its task for every unit. */
    refines: (at: string, lead: string, row: number, items: readonly Item[], reason: string): Act =>
      onTask(at, clerk(lead), row, "adoptItems", () => ({ items: items.map(itemOf), reason: { text: reason } })),
    /** A unit splits an item for its own part. */
    splits: (at: string, unit: string, row: number, itemId: string, items: readonly Item[], reason: string): Act =>
      onTask(at, clerk(unit), row, "adoptItems", (id) => ({
        ...{ unitId: id(unit), splits: itemId, items: items.map(itemOf), reason: { text: reason } },
      })),
    revises: (at: string, unit: string, row: number, itemId: string, item: Item, reason: string): Act =>
      onTask(at, clerk(unit), row, "reviseItem", () => ({ itemId, item: itemOf(item), reason: { text: reason } })),
    drops: (at: string, unit: string, row: number, itemId: string, reason: string): Act =>
      onTask(at, clerk(unit), row, "dropItem", () => ({ itemId, reason: { text: reason } })),
    completes: (at: string, unit: string, row: number, itemId: string, seen: string, amount?: string): Act =>
      onTask(at, clerk(unit), row, "completeItem", (id) => ({
        ...{ itemId, unitId: id(unit), doneOn: at.slice(0, 10), ...(amount && { amount }), evidence: evidence(seen) },
      })),
    reopensItem: (at: string, by: string, row: number, unit: string, itemId: string, reason: string): Act =>
      onTask(at, judge(by), row, "reopenItem", (id) => ({ itemId, unitId: id(unit), reason: { text: reason } })),
    /** With `itemId`, for one item of the part. */
    asksForTime: (at: string, unit: string, row: number, dueOn: string, reason: string, itemId?: string): Act =>
      onTask(
        at,
        clerk(unit),
        row,
        "requestExtension",
        (id) => ({
          ...{ unitId: id(unit), ...(itemId && { itemId }), dueOn, reason: { text: reason }, evidence: [] },
        }),
        planNow,
      ),
    needsNoTime: (at: string, unit: string, row: number, extensionNo: number): Act =>
      onTask(at, clerk(unit), row, "withdrawExtensionRequest", (id) => ({ unitId: id(unit), extensionNo })),
    givesTime: (
      at: string,
      row: number,
      unit: string,
      extensionNo: number,
      dueOn: string,
      opinion: string,
      itemId?: string,
    ): Act =>
      onTask(at, desk, row, "grantExtension", (id) => ({
        ...{ unitId: id(unit), ...(itemId && { itemId }), extensionNo, dueOn, opinion: { text: opinion } },
      })),
    givesNoTime: (at: string, row: number, unit: string, extensionNo: number, reason: string): Act =>
      onTask(at, desk, row, "refuseExtension", (id) => ({ unitId: id(unit), extensionNo, reason: { text: reason } })),
    extends: (at: string, row: number, dueOn: string, reason: string, authority: string): Act =>
      onTask(at, desk, row, "extendTask", () => ({ dueOn, reason: { text: reason }, authority: { text: authority } })),
    disputes: (at: string, unit: string, row: number, reason: string, suggested: string | null = null): Act =>
      onTask(
        at,
        clerk(unit),
        row,
        "disputeAssignment",
        (id) => ({
          unitId: id(unit),
          reason: { text: reason },
          suggestedUnitId: suggested === null ? null : id(suggested),
        }),
        (stage) => async (of) => ({ ...(await known(stage)()), ...(await planNow(stage)(of)) }),
      ),
    upholds: (at: string, row: number, unit: string, reason: string): Act =>
      onTask(at, desk, row, "upholdAssignment", (id) => ({ unitId: id(unit), reason: { text: reason } })),
    reassigns: (at: string, row: number, unit: string, to: string, reason: string): Act =>
      onTask(
        at,
        desk,
        row,
        "reassign",
        (id) => ({ unitId: id(unit), toUnitId: id(to), reason: { text: reason } }),
        known,
      ),
    /** The unit has ended, and another one goes on with its part. */
    handsOver: (at: string, row: number, unit: string, to: string, reason: string): Act =>
      onTask(
        at,
        desk,
        row,
        "handOver",
        (id) => ({ unitId: id(unit), toUnitId: id(to), reason: { text: reason } }),
        known,
      ),
    exempts: (at: string, row: number, unit: string, reason: string, authority: string): Act =>
      onTask(at, desk, row, "exemptAssignment", (id) => ({
        ...{ unitId: id(unit), reason: { text: reason }, authority: { text: authority } },
      })),
    restores: (at: string, row: number, unit: string, reason: string, authority: string): Act =>
      onTask(at, desk, row, "restoreAssignment", (id) => ({
        ...{ unitId: id(unit), reason: { text: reason }, authority: { text: authority } },
      })),
    putsInCharge: (at: string, unit: string, row: number, subjectId: string, from: string): Act =>
      onTask(at, clerk(unit), row, "assignPerson", (id) => ({ unitId: id(unit), subjectId, from })),
    takesFrom: (at: string, unit: string, row: number, subjectId: string): Act =>
      onTask(at, clerk(unit), row, "releasePerson", (id) => ({ unitId: id(unit), subjectId })),
    /** Changes a task: its due day, its words; `instead` replaces some of the words it has then. */
    amends: (
      at: string,
      row: number,
      { instead, ...changes }: Changes & { readonly instead?: readonly [printed: string, now: string] },
      reason: string,
      authority: string,
    ): Act => ({
      at,
      async play(stage) {
        const { state } = await stage.executor.load(task, stage.taskId(regionId, notice, row));
        const text = instead && { text: state.words.text.replace(...instead) };
        const why = { reason: { text: reason }, authority: { text: authority } };
        const command = { changes: { ...changes, ...text }, ...why };
        const headings = () => async () => (await stage.executor.load(plan, stage.planId(regionId, notice))).state;
        await onTask(at, desk, row, "amendTask", () => command, headings).play(stage);
      },
    }),
    withdrawsTask: (at: string, row: number, reason: string, authority: string): Act =>
      onTask(at, desk, row, "withdrawTask", () => ({ reason: { text: reason }, authority: { text: authority } })),
    restoresTask: (at: string, row: number, reason: string, authority: string): Act =>
      onTask(at, desk, row, "restoreTask", () => ({ reason: { text: reason }, authority: { text: authority } })),
    urges: (at: string, by: string, row: number, units: readonly string[], text: string, answerBy: string): Act =>
      onTask(
        at,
        judge(by),
        row,
        "urge",
        (id) => ({ unitIds: units.map(id), text: { text }, answerBy, whyAgain: null }),
        known,
      ),
    answersUrging: (at: string, unit: string, row: number, urgingNo: number, text: string): Act =>
      onTask(at, clerk(unit), row, "answerUrging", (id) => ({
        ...{ unitId: id(unit), urgingNo, text: { text }, evidence: [] },
      })),
    /** Opens the first piece of evidence of a unit's claim, and says what is there. */
    checksClaim: (at: string, by: string, row: number, unit: string, verdict: "found" | "broken", note: string): Act =>
      onTask(
        at,
        judge(by),
        row,
        "verifyPublication",
        (id) => ({ unitId: id(unit), reportNo: null, place: 1, verdict, note: { text: note } }),
        ({ log }, taskId, check) => evidenceAsItStands(log, taskId, check),
      ),
    /** Opens the first piece of evidence of a unit's report, and says what is there. */
    checksReport: (
      at: string,
      by: string,
      row: number,
      unit: string,
      reportNo: number,
      verdict: "found" | "broken",
      note: string,
    ): Act =>
      onTask(
        at,
        judge(by),
        row,
        "verifyPublication",
        (id) => ({ unitId: id(unit), reportNo, place: 1, verdict, note: { text: note } }),
        ({ log }, taskId, check) => evidenceAsItStands(log, taskId, check),
      ),
    /** Shows another page instead of the one that was found broken: in a report, and in the claim. */
    mendsReport: (at: string, unit: string, row: number, reportNo: number, seen: string, reason: string): Act =>
      onTask(
        at,
        clerk(unit),
        row,
        "correctReport",
        (id) => ({ unitId: id(unit), reportNo, progress: null, evidence: evidence(seen), reason: { text: reason } }),
        ({ log }, taskId, report) => reportAsItStands(log, taskId, report),
      ),
    mendsClaim: (at: string, unit: string, row: number, seen: string, reason: string): Act =>
      onTask(
        at,
        clerk(unit),
        row,
        "correctClaim",
        (id) => ({ unitId: id(unit), evidence: evidence(seen), reason: { text: reason } }),
        ({ log }, taskId, { unitId }) => evidenceAsItStands(log, taskId, { unitId, reportNo: null }),
      ),
    withdraws: (at: string, unit: string, row: number, reason: string): Act =>
      onTask(at, clerk(unit), row, "withdrawClaim", (id) => ({ unitId: id(unit), reason: { text: reason } })),
    endorses: (at: string, lead: string, row: number, unit: string, opinion: string): Act =>
      onTask(at, clerk(lead), row, "endorseCompletion", (id) => ({ unitId: id(unit), opinion: { text: opinion } })),
    returnsClaim: (at: string, by: string, row: number, unit: string, reason: string): Act =>
      onTask(at, judge(by), row, "returnCompletion", (id) => ({ unitId: id(unit), reason: { text: reason } })),
    signsOff: (at: string, row: number, unit: string, opinion: string): Act =>
      onTask(at, desk, row, "signOff", (id) => ({ unitId: id(unit), opinion: { text: opinion } })),
    /** A clerk tries to report for another unit. */
    triesToReportFor: (at: string, clerkOf: string, row: number, unit: string, progress: string): Act => ({
      at,
      play: (stage) =>
        stage.tries(
          task,
          "reportProgress",
          stage.taskId(regionId, notice, row),
          {
            unitId: stage.unitId(regionId, unit),
            reportedOn: at.slice(0, 10),
            progress: { text: progress },
            evidence: [],
          },
          { at, by: clerk(clerkOf) },
        ),
    }),
    /** A clerk tries to sign off, which only the office may do. */
    triesToSignOff: (at: string, clerkOf: string, row: number, unit: string): Act => ({
      at,
      play: (stage) =>
        stage.tries(
          task,
          "signOff",
          stage.taskId(regionId, notice, row),
          { unitId: stage.unitId(regionId, unit), opinion: { text: "材料齐全。" } },
          { at, by: clerk(clerkOf) },
        ),
    }),
    reopens: (at: string, row: number, unit: string, reason: string): Act =>
      onTask(at, desk, row, "reopenAssignment", (id) => ({
        unitId: id(unit),
        reason: { text: reason },
        cause: "inspection",
      })),
  };
}
