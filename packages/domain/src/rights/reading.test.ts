// The table of reading rights, cell by cell, and who may act at all.
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { assigned, imported, issued, opened, page, words } from "../../testing/facts.ts";
import {
  actor,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  otherRegion,
  planId,
  region,
  taskId,
  today,
} from "../../testing/people.ts";
import { affairOf, aggregates, type DomainFact, eventTypes } from "../catalogue.ts";
import { AttemptDenied } from "../denial/record-denied-attempt.ts";
import { type Doer, type Role, role } from "../kernel/actor.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import type { RecordedFact } from "../kernel/recorded-fact.ts";
import { UnitRegistered } from "../roster/register-unit.ts";
import { ReportAccepted } from "../task/accept-report.ts";
import { ItemsAdopted } from "../task/adopt-items.ts";
import { CompletionClaimed } from "../task/claim-completion.ts";
import { TaskClosed } from "../task/close-task.ts";
import { ProgressReported } from "../task/report-progress.ts";
import {
  extentOf,
  fieldsInSight,
  mayReadPlans,
  mayReadRoster,
  mayReadSource,
  maySeeSubjects,
  type Reader,
  readsItem,
  type Sight,
  sightOfAssignment,
  sightOfEvent,
  stateSentence,
} from "./reading.ts";

const readers = {
  office: { regionId: region, unitId: null, roles: ["office"] },
  "the unit": { regionId: region, unitId: financeBureau, roles: ["unit"] },
  "the lead": { regionId: region, unitId: developmentBureau, roles: ["unit"] },
  "another unit": { regionId: region, unitId: educationBureau, roles: ["unit"] },
  "nobody's unit": { regionId: region, unitId: null, roles: ["unit"] },
  auditor: { regionId: region, unitId: null, roles: ["auditor"] },
  analyst: { regionId: region, unitId: null, roles: ["analyst"] },
  admin: { regionId: region, unitId: null, roles: ["admin"] },
  developer: { regionId: region, unitId: null, roles: ["developer"] },
} satisfies Record<string, Reader>;
type Who = keyof typeof readers;
const everybody = Object.keys(readers).filter((who): who is Who => who in readers);

/** A stored event about 区财政局's part in a task that 区发改局 leads. */
function stored(fact: DomainFact, action: string, over: { taskId?: string | null } = {}): RecordedFact<DomainFact> {
  const { subjectId, unitId, roles } = actor("unit", financeBureau);
  return {
    id: planId,
    fact,
    meta: {
      schemaVersion: 1,
      regionId: region,
      actor: { subjectId, unitId, roles: [...roles] },
      onBehalfOf: null,
      happenedAt: "2021-06-30T02:00:00.000Z",
      action,
      commandId: "c",
      commandHash: "h",
      causationId: "c",
      correlationId: "c",
      planId,
      taskId: over.taskId === undefined ? taskId : over.taskId,
      unitIds: [...affairOf(fact).units],
    },
  };
}

const unitId = financeBureau;
const report = { unitId, reportedOn: today, reportNo: 1, progress: words("在办"), evidence: [] };
const events = {
  "a unit registered": stored(
    UnitRegistered({ regionId: region, unitId, name: "区财政局", validFrom: "2021-01-01" }),
    "registerUnit",
    { taskId: null },
  ),
  "a plan imported": stored(imported(), "importPlan", { taskId: null }),
  "a plan issued": stored(issued, "issuePlan", { taskId: null }),
  "a task opened": stored(opened(), "openTask"),
  "units assigned": stored(assigned([unitId, "responsible"]), "assignUnits"),
  "a task closed": stored(TaskClosed({ cause: "planClosed", dropped: [unitId] }), "closeTask"),
  "progress reported": stored(ProgressReported(report), "reportProgress"),
  "a report accepted": stored(ReportAccepted({ unitId, reportNo: 1 }), "acceptReport"),
  "completion claimed": stored(
    CompletionClaimed({ unitId, completedOn: today, done: words("已办"), evidence: [page] }),
    "claimCompletion",
  ),
  "own item adopted": stored(
    ItemsAdopted({ ...ItemsAdopted.sample, unitId, adoptedBy: unitId, units: [unitId] }),
    "adoptItems",
  ),
  "an attempt denied": stored(
    AttemptDenied({
      target: { regionId: region, planId, taskId },
      targetUnitId: unitId,
      by: { subjectId: "clerk-1", regionId: region, unitId: educationBureau },
      action: "reportProgress",
      title: aggregates.task.actions.reportProgress.title,
      reason: "NOT_YOUR_ASSIGNMENT",
      triedOn: today,
    }),
    "recordDeniedAttempt",
  ),
};

describe("what a reader sees", () => {
  // One column per reader, in the order of `readers`.
  const table = `
                          office the-unit the-lead another nobody auditor analyst admin developer
    plans                 yes    yes      yes      yes     yes    yes     yes     no    no
    roster                yes    yes      yes      yes     yes    yes     yes     yes   no
    notices as sent in    yes    no       no       no      no     yes     no      no    no
    who acted             yes    yes      yes      yes     yes    yes     no      yes   no
    assignment            whole  whole    whole    state   state  whole   whole   none  none
    item of all           yes    yes      yes      yes     yes    yes     yes     no    no
    own item              yes    yes      yes      no      no     yes     yes     no    no
    a unit registered     whole  whole    whole    whole   whole  whole   whole   whole none
    a plan imported       whole  whole    whole    whole   whole  whole   whole   none  none
    a plan issued         whole  whole    whole    whole   whole  whole   whole   none  none
    a task opened         whole  whole    whole    whole   whole  whole   whole   none  none
    units assigned        whole  whole    whole    whole   whole  whole   whole   none  none
    a task closed         whole  whole    whole    whole   whole  whole   whole   none  none
    progress reported     whole  whole    whole    state   state  whole   whole   none  none
    a report accepted     whole  whole    whole    none    none   whole   whole   none  none
    completion claimed    whole  whole    whole    state   state  whole   whole   none  none
    own item adopted      whole  whole    whole    state   state  whole   whole   none  none
    an attempt denied     none   none     none     none    none   whole   none    none  none
  `;
  const part = { unitId, leadUnitIds: [developmentBureau] };
  const yesNo = (allowed: boolean) => (allowed ? "yes" : "no");
  const look = (reader: Reader, row: string): string => {
    if (row === "plans") return yesNo(mayReadPlans(reader, region));
    if (row === "roster") return yesNo(mayReadRoster(reader, region));
    if (row === "notices as sent in") return yesNo(mayReadSource(reader, region));
    if (row === "who acted") return yesNo(maySeeSubjects(reader));
    if (row === "item of all") return yesNo(readsItem(reader, { ...part, ownerIds: [], regionId: region }));
    if (row === "own item") return yesNo(readsItem(reader, { ...part, ownerIds: [unitId], regionId: region }));
    if (row === "assignment") return sightOfAssignment(reader, { ...part, regionId: region });
    const event = Object.entries(events).find(([name]) => name === row)?.[1];
    return event ? sightOfEvent(reader, event, part.leadUnitIds) : "no such row";
  };

  const [, ...lines] = table.trim().split("\n");
  const cells = lines.flatMap((line) => {
    const [row = "", ...sights] = line.trim().split(/\s{2,}|(?<=whole|state|none|yes|no) /);
    return everybody.map((who, at) => ({ row, who, sight: sights[at] ?? "missing" }));
  });
  test.each(cells)("$row, $who: $sight", ({ row, who, sight }) => {
    expect(look(readers[who], row)).toBe(sight);
  });

  test("the table shows every row there is", () => {
    expect(new Set(cells.map((cell) => cell.row))).toEqual(
      new Set([
        "plans",
        "roster",
        "notices as sent in",
        "who acted",
        "assignment",
        "item of all",
        "own item",
        ...Object.keys(events),
      ]),
    );
  });

  test.each(everybody)("nothing of this region exists for %s of another region", (who) => {
    const away: Reader = { ...readers[who], regionId: otherRegion };
    expect(mayReadPlans(away, region)).toBe(false);
    expect(mayReadRoster(away, region)).toBe(false);
    expect(mayReadSource(away, region)).toBe(false);
    expect(sightOfAssignment(away, { ...part, regionId: region })).toBe<Sight>("none");
    for (const ownerIds of [[], [unitId]]) expect(readsItem(away, { ...part, ownerIds, regionId: region })).toBe(false);
    for (const event of Object.values(events)) expect(sightOfEvent(away, event, part.leadUnitIds)).toBe("none");
  });

  test("more roles see what any of them sees", () => {
    const both: Reader = { ...readers.admin, roles: ["admin", "office"] };
    expect(sightOfEvent(both, events["progress reported"], [])).toBe("whole");
    expect(maySeeSubjects({ ...readers.analyst, roles: ["analyst", "auditor"] })).toBe(true);
  });

  test("a unit that leads another task sees no more of this one", () => {
    expect(sightOfAssignment(readers["another unit"], { ...part, regionId: region })).toBe("state");
    expect(sightOfEvent(readers["the lead"], events["progress reported"], [])).toBe("state");
  });

  test("a reader who may see only the state is told the act, not the words", () => {
    expect(stateSentence(events["progress reported"])).toEqual({ zh: "进展填报", en: "Report progress" });
  });

  const everyEvent = [...eventTypes.values()].map((type) => ({ type: type.type, fact: type(type.sample) }));

  test.each(everyEvent)("$type is read by those it concerns, and by nobody else", ({ fact }) => {
    const event = stored(fact, "act");
    const { readBy, units, others } = affairOf(fact);
    const isRoster = aggregates.roster.events.has(fact.type);
    const inRegion = (reader: Reader) => (isRoster ? mayReadRoster : mayReadPlans)(reader, region);
    for (const who of everybody) {
      const reader = readers[who];
      const isOwn = reader.unitId !== null && (units.includes(reader.unitId) || reader.unitId === developmentBureau);
      const isWhole = readBy === "everybody" || isOwn || ["office", "auditor", "analyst"].includes(who);
      const rest = others === "nothing" ? "none" : "state";
      const expected = readBy === "auditors" ? (who === "auditor" ? "whole" : "none") : isWhole ? "whole" : rest;
      const isReadable = readBy === "auditors" || inRegion(reader);
      expect([who, sightOfEvent(reader, event, [developmentBureau])]).toEqual([who, isReadable ? expected : "none"]);
    }
  });

  test("a fact that concerns two units is read by both, and others see the fields it names", () => {
    const PartHandedOver = event({
      type: "PartHandedOver",
      title: "虚构",
      shape: z.object({ from: z.string(), to: z.string(), dueOn: z.string(), reason: z.string() }),
      sight: (e) => unitsOwn([e.from, e.to], ["dueOn"]),
      sample: { from: financeBureau, to: healthBureau, dueOn: today, reason: "职责调整" },
      evolve: (state: object) => state,
      tell: () => ({ zh: "移交", en: "handed over" }),
    });
    const affair = PartHandedOver.sight(PartHandedOver.sample);
    const extent = (unitId: string) => extentOf({ ...readers["another unit"], unitId }, region, affair, []);
    expect([extent(financeBureau), extent(healthBureau), extent(educationBureau)]).toEqual(["whole", "whole", "state"]);
    expect(fieldsInSight(PartHandedOver.sample, affair, "state")).toEqual({ dueOn: today });
    expect(fieldsInSight(PartHandedOver.sample, affair, "none")).toBeNull();
  });
});

describe("who may act at all", () => {
  const actions = Object.values(aggregates).flatMap((of) =>
    Object.entries<{ readonly by: readonly Doer[] }>(of.actions).map(([name, { by }]) => ({ name, by })),
  );

  test.each(role.options.filter((each: Role) => ["auditor", "analyst", "developer"].includes(each)))(
    "an action is never open to the %s",
    (reader) => {
      expect(actions.filter(({ by }) => by.includes(reader))).toEqual([]);
    },
  );
});
