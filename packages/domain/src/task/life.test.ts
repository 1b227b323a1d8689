// The life of an assignment 责任分工 as a table: every state, every act, and what the relations and the plan's steps change.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { lookedUp } from "../../testing/looked-up.ts";
import { refusalsOf, type Tries, testOutsiders } from "../../testing/outsiders.ts";
import {
  actor,
  allDepartments,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  of,
  office,
  policy,
  rosterWithout,
  today,
} from "../../testing/people.ts";
import { replaced } from "../../testing/variations.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Fact, FactOf } from "../kernel/event.ts";
import { sampleGroup, sampleSuccessor, sampleUnit } from "../kernel/sample-values.ts";
import { type Relation, relation } from "../plan/draft.ts";
import type { Steps } from "../plan/settings.ts";
import { UnitsAssigned } from "./assign-units.ts";
import { AssignmentHandedOver } from "./assignment-handed-over.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { CompletionEndorsed } from "./endorse-completion.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { task } from "./index.ts";
import { ProgressReported } from "./report-progress.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import type { TaskState } from "./state.ts";

const unitId = financeBureau;
const group = {
  groupId: allDepartments,
  name: "区政府各部门",
  kind: "list",
  relation: "responsible",
  membersOn: today,
  members: [],
} satisfies FactOf<typeof UnitsAssigned>["data"]["groups"][number];
const claim = { unitId, completedOn: today, done: words("已公开"), evidence: [page] };
const report = { unitId, reportedOn: today, progress: words("正在办理"), evidence: [] };

/** Columns of the table: the facts about the unit that lead to each state. */
const histories = {
  none: [],
  assigned: ["part"],
  accepted: ["part", ProgressReported({ ...report, reportNo: 1 })],
  claimed: ["part", ProgressReported({ ...report, reportNo: 1 }), CompletionClaimed(claim)],
  endorsed: [
    "part",
    ProgressReported({ ...report, reportNo: 1 }),
    CompletionClaimed(claim),
    CompletionEndorsed({ unitId, opinion: words("属实") }),
  ],
  signedOff: [
    "part",
    ProgressReported({ ...report, reportNo: 1 }),
    CompletionClaimed(claim),
    AssignmentSignedOff({ unitId, opinion: words("同意") }),
  ],
  dropped: ["part", TaskClosed({ cause: "planClosed", dropped: [unitId, developmentBureau] })],
  exempted: [
    "part",
    ProgressReported({ ...report, reportNo: 1 }),
    AssignmentExempted({ ...AssignmentExempted.sample, unitId, before: "accepted" }),
  ],
  handedOver: ["part", AssignmentHandedOver({ ...AssignmentHandedOver.sample, unitId, toUnitId: educationBureau })],
} satisfies Record<string, readonly ("part" | Fact)[]>;
const columns = [
  "none",
  "assigned",
  "accepted",
  "claimed",
  "endorsed",
  "signedOff",
  "dropped",
  "exempted",
  "handedOver",
] as const;

interface Variant {
  readonly title: string;
  /** The unit's relation. */
  readonly relation: Relation;
  /** The other units of the task. */
  readonly others: readonly (readonly [string, Relation])[];
  readonly steps?: Partial<Steps>;
  /** Who reviews the unit's reports. */
  readonly reviewer: Actor;
  /** Who tries to endorse and to return as a lead: the lead, or a unit that is none. */
  readonly lead: Actor;
  /** The rows that differ from those of a responsible unit under a lead. */
  readonly differs: string;
}

/** Who does those acts that are not done by the unit, the office or a policy in every variant. */
const doers: Readonly<Record<string, (variant: Variant) => Actor>> = {
  acceptReport: ({ reviewer }) => reviewer,
  returnReport: ({ reviewer }) => reviewer,
  endorseCompletion: ({ lead }) => lead,
  returnCompletion: ({ lead }) => lead,
  urge: ({ lead }) => lead,
  verifyPublication: ({ lead }) => lead,
};

interface Act {
  readonly action: AnyAction;
  readonly by: (variant: Variant) => Actor;
  /** What is looked up for it otherwise than for the others. */
  readonly looked?: object;
}

const actions = Object.entries<AnyAction>(task.actions);

/** Every action of a task with an actor who may do it; the office also returns claims. */
const acts: ReadonlyMap<string, Act> = new Map([
  ...actions
    .filter(([name]) => name !== "openTask")
    .map(([name, action]): [string, Act] => {
      const usual = action.by.includes("policy") && action.by.length === 1 ? policy : office;
      const by = doers[name] ?? (() => (action.by.includes("unit") ? of(unitId) : usual));
      return [name === "returnCompletion" ? "returnByLead" : name, { action, by }];
    }),
  ["returnByOffice", { action: task.actions.returnCompletion, by: () => office }],
  ["verifyByOffice", { action: task.actions.verifyPublication, by: () => office }],
  ["handOverOfEnded", { action: task.actions.handOver, by: () => policy, looked: rosterWithout(unitId) }],
  ["urgeByOffice", { action: task.actions.urge, by: () => office }],
]);

/** The example of an action, aimed at the unit with its relation, and at the group the task prints. */
function commandOf({ example }: AnyAction, { relation }: Pick<Variant, "relation">): object {
  const aimed = replaced(example, {
    [sampleUnit]: unitId,
    [sampleSuccessor]: educationBureau,
    [sampleGroup]: allDepartments,
  });
  return "assignments" in aimed ? { ...assigned([unitId, relation]).data, groups: [], external: [] } : aimed;
}

// A cell is the state after the act, `nothing` if the act changes nothing, or the code of the refusal.
const responsibleUnderALead = `
  act               | none                 | assigned         | accepted         | claimed             | endorsed         | signedOff           | dropped | exempted | handedOver
  assignUnits       | assigned             | nothing          | nothing          | nothing             | nothing          | nothing             | PLAN_CLOSED | assigned | assigned
  expandGroup       | assigned             | nothing          | nothing          | nothing             | nothing          | nothing             | PLAN_CLOSED | assigned | assigned
  acceptAssignment  | ASSIGNMENT_NOT_FOUND | accepted         | nothing          | ALREADY_ACCEPTED    | ALREADY_ACCEPTED | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  reportProgress    | ASSIGNMENT_NOT_FOUND | accepted         | accepted         | CLAIM_PENDING       | CLAIM_PENDING    | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  correctReport     | ASSIGNMENT_NOT_FOUND | REPORT_NOT_FOUND | accepted         | CLAIM_PENDING       | CLAIM_PENDING    | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  acceptReport      | ASSIGNMENT_NOT_FOUND | REPORT_NOT_FOUND | accepted         | claimed             | endorsed         | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  returnReport      | ASSIGNMENT_NOT_FOUND | REPORT_NOT_FOUND | accepted         | claimed             | endorsed         | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  claimCompletion   | ASSIGNMENT_NOT_FOUND | claimed          | claimed          | CLAIM_PENDING       | CLAIM_PENDING    | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  withdrawClaim     | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED      | NOT_CLAIMED      | accepted            | ALREADY_ENDORSED | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  correctClaim      | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED      | NOT_CLAIMED      | NOTHING_TO_MEND     | NOTHING_TO_MEND  | NOTHING_TO_MEND     | PLAN_CLOSED | NOT_CLAIMED | NOT_CLAIMED
  endorseCompletion | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED      | NOT_CLAIMED      | endorsed            | nothing          | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  returnByLead      | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED      | NOT_CLAIMED      | accepted            | accepted         | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  returnByOffice    | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED      | NOT_CLAIMED      | accepted            | accepted         | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  signOff           | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED      | NOT_CLAIMED      | ENDORSEMENT_MISSING | signedOff        | nothing             | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  reopenAssignment  | ASSIGNMENT_NOT_FOUND | NOT_SIGNED_OFF   | NOT_SIGNED_OFF   | NOT_SIGNED_OFF      | NOT_SIGNED_OFF   | accepted            | PLAN_CLOSED | NOT_SIGNED_OFF | NOT_SIGNED_OFF
  requestExtension  | ASSIGNMENT_NOT_FOUND | assigned         | accepted         | CLAIM_PENDING       | CLAIM_PENDING    | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  withdrawExtensionRequest | ASSIGNMENT_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  grantExtension    | ASSIGNMENT_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  refuseExtension   | ASSIGNMENT_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  extendTask        | none                 | assigned         | accepted         | claimed             | endorsed         | signedOff           | PLAN_CLOSED | exempted | handedOver
  noteOwnerless     | ASSIGNMENT_NOT_FOUND | assigned | accepted | claimed | endorsed | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  liftOwnerless     | ASSIGNMENT_NOT_FOUND | nothing | nothing | nothing | nothing | nothing | nothing | nothing | nothing
  noteDueDays       | DAY_NOT_OVER         | DAY_NOT_OVER     | DAY_NOT_OVER     | DAY_NOT_OVER        | DAY_NOT_OVER     | DAY_NOT_OVER        | DAY_NOT_OVER | DAY_NOT_OVER | DAY_NOT_OVER
  adoptItems        | ASSIGNMENT_NOT_FOUND | assigned | accepted | CLAIM_PENDING | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  reviseItem        | ITEM_NOT_FOUND       | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND
  dropItem          | ITEM_NOT_FOUND       | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND
  completeItem      | ASSIGNMENT_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | CLAIM_PENDING | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  reopenItem        | ASSIGNMENT_NOT_FOUND | ITEM_NOT_FOUND | ITEM_NOT_FOUND | CLAIM_PENDING | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  disputeAssignment | ASSIGNMENT_NOT_FOUND | assigned         | accepted         | CLAIM_PENDING       | CLAIM_PENDING    | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  upholdAssignment  | ASSIGNMENT_NOT_FOUND | NOT_DISPUTED     | NOT_DISPUTED     | NOT_DISPUTED        | NOT_DISPUTED     | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  reassign          | ASSIGNMENT_NOT_FOUND | handedOver       | handedOver       | handedOver          | handedOver       | ASSIGNMENT_NOT_OPEN | PLAN_CLOSED         | ASSIGNMENT_NOT_OPEN | nothing
  handOverOfEnded   | ASSIGNMENT_NOT_FOUND | handedOver       | handedOver       | handedOver          | handedOver       | ASSIGNMENT_NOT_OPEN | PLAN_CLOSED         | ASSIGNMENT_NOT_OPEN | nothing
  handOver          | ASSIGNMENT_NOT_FOUND | UNIT_NOT_ENDED   | UNIT_NOT_ENDED   | UNIT_NOT_ENDED      | UNIT_NOT_ENDED   | ASSIGNMENT_NOT_OPEN | PLAN_CLOSED         | ASSIGNMENT_NOT_OPEN | nothing
  exemptAssignment  | ASSIGNMENT_NOT_FOUND | exempted         | exempted         | exempted            | exempted         | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | nothing             | ASSIGNMENT_NOT_OPEN
  restoreAssignment | ASSIGNMENT_NOT_FOUND | NOT_EXEMPTED     | NOT_EXEMPTED     | NOT_EXEMPTED        | NOT_EXEMPTED     | NOT_EXEMPTED        | PLAN_CLOSED         | accepted            | NOT_EXEMPTED
  assignPerson      | ASSIGNMENT_NOT_FOUND | assigned         | accepted         | claimed             | endorsed         | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  releasePerson     | ASSIGNMENT_NOT_FOUND | nothing          | nothing          | nothing             | nothing          | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  urgeByOffice      | ASSIGNMENT_NOT_FOUND | assigned         | accepted         | claimed             | endorsed         | ASSIGNMENT_NOT_OPEN | PLAN_CLOSED | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  urge              | ASSIGNMENT_NOT_FOUND | assigned         | accepted         | claimed             | endorsed         | ASSIGNMENT_NOT_OPEN | PLAN_CLOSED | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  answerUrging      | ASSIGNMENT_NOT_FOUND | URGING_NOT_FOUND | URGING_NOT_FOUND | URGING_NOT_FOUND    | URGING_NOT_FOUND | URGING_NOT_FOUND    | URGING_NOT_FOUND | URGING_NOT_FOUND | URGING_NOT_FOUND
  verifyByOffice    | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED      | NOT_CLAIMED      | claimed             | endorsed         | signedOff           | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  verifyPublication | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED      | NOT_CLAIMED      | claimed             | endorsed         | signedOff           | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  amendTask         | none                 | assigned         | accepted         | claimed             | endorsed         | signedOff           | PLAN_CLOSED | exempted | handedOver
  withdrawTask      | none                 | dropped          | dropped          | dropped             | dropped          | signedOff           | PLAN_CLOSED | exempted | handedOver
  restoreTask       | nothing              | nothing          | nothing          | nothing             | nothing          | nothing             | PLAN_CLOSED | nothing | nothing
  correctTaskIssue  | none                 | assigned         | accepted         | claimed             | endorsed         | signedOff           | nothing | exempted | handedOver
  closeTask         | none                 | dropped          | dropped          | dropped             | dropped          | signedOff           | nothing | exempted | handedOver
  reopenTask        | nothing              | nothing          | nothing          | nothing             | nothing          | nothing             | assigned | nothing | nothing
`;

// With no lead above the unit: the office signs a claim off directly, and nobody endorses.
const signedOffDirectly = `
  signOff           | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED | NOT_CLAIMED | signedOff | signedOff | nothing | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
`;
const endorsementNotNeeded = `${signedOffDirectly}
  endorseCompletion | ASSIGNMENT_NOT_FOUND | ENDORSEMENT_NOT_NEEDED | ENDORSEMENT_NOT_NEEDED | ENDORSEMENT_NOT_NEEDED | ENDORSEMENT_NOT_NEEDED | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
`;
const nobodyLeads = `${signedOffDirectly}
  endorseCompletion | NOT_THE_LEAD | NOT_THE_LEAD | NOT_THE_LEAD | NOT_THE_LEAD | NOT_THE_LEAD | NOT_THE_LEAD | NOT_THE_LEAD | NOT_THE_LEAD | NOT_THE_LEAD
  returnByLead | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE
  urge | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE
  verifyPublication | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE
`;
const leadsItself = `${endorsementNotNeeded}
  endorseCompletion | NOT_THE_LEAD | ENDORSEMENT_NOT_NEEDED | ENDORSEMENT_NOT_NEEDED | ENDORSEMENT_NOT_NEEDED | ENDORSEMENT_NOT_NEEDED | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | NOT_THE_LEAD | NOT_THE_LEAD
  noteOwnerless     | ASSIGNMENT_NOT_FOUND | assigned | accepted | claimed | endorsed | signedOff | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  expandGroup       | assigned             | relation    | relation    | relation    | relation    | assigned    | PLAN_CLOSED | assigned | assigned
  returnByLead | NOT_LEAD_NOR_OFFICE | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE
  verifyPublication | NOT_LEAD_NOR_OFFICE | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE
  urge | NOT_LEAD_NOR_OFFICE | URGES_ITSELF | URGES_ITSELF | URGES_ITSELF | URGES_ITSELF | URGES_ITSELF | PLAN_CLOSED | NOT_LEAD_NOR_OFFICE | NOT_LEAD_NOR_OFFICE
`;
// The other lead does to this one what a lead may do to a lead.
const besideAnother = `${leadsItself}${endorsementNotNeeded}
  returnByLead | ASSIGNMENT_NOT_FOUND | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD
  verifyPublication | ASSIGNMENT_NOT_FOUND | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD | PART_OF_A_LEAD
  urge | ASSIGNMENT_NOT_FOUND | assigned | accepted | claimed | endorsed | ASSIGNMENT_NOT_OPEN | PLAN_CLOSED | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  acceptReport | NOT_THE_REVIEWER | REPORT_NOT_FOUND | accepted | claimed | endorsed | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  returnReport | NOT_THE_REVIEWER | REPORT_NOT_FOUND | accepted | claimed | endorsed | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
`;
// What an older build left waiting for nobody is signed off with the next act that looks for it.
const endorsedWaitsForNobody = `
  noteOwnerless     | ASSIGNMENT_NOT_FOUND | assigned | accepted | claimed | signedOff | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
`;
const claimIsTheLastStep = `
  noteOwnerless     | ASSIGNMENT_NOT_FOUND | assigned | accepted | signedOff | signedOff | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  claimCompletion   | ASSIGNMENT_NOT_FOUND | signedOff | signedOff | CLAIM_PENDING | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
`;

const underALead = {
  relation: "responsible",
  others: [[developmentBureau, "lead"]],
  reviewer: of(developmentBureau),
  lead: of(developmentBureau),
} as const;
const withoutLead = {
  relation: "responsible",
  others: [[healthBureau, "responsible"]],
  reviewer: office,
  lead: of(healthBureau),
} as const;
const itself = { relation: "lead", reviewer: office, lead: of(unitId) } as const;

const variants: readonly Variant[] = [
  { title: "a responsible unit under a lead 梁平", ...underALead, differs: "" },
  { title: "a supervising unit under a lead", ...underALead, relation: "supervising", differs: addsRelation() },
  { title: "a guiding unit under a lead", ...underALead, relation: "guiding", differs: addsRelation() },
  { title: "no lead at all 郧阳 韶关", ...withoutLead, differs: nobodyLeads },
  {
    title: "the lead itself, with a unit under it",
    ...itself,
    others: [[healthBureau, "responsible"]],
    differs: leadsItself,
  },
  { title: "a lead that stands alone 巫山", ...itself, others: [], differs: leadsItself },
  {
    title: "a lead beside another lead",
    ...itself,
    others: [[developmentBureau, "lead"]],
    differs: besideAnother,
    lead: of(developmentBureau),
  },
  { title: "endorsement switched off", ...underALead, steps: { endorsement: false }, differs: endorsementNotNeeded },
  {
    title: "sign-off switched off: the endorsement is the last step",
    ...underALead,
    steps: { signOff: false },
    differs: `${endorsedWaitsForNobody}
      endorseCompletion | ASSIGNMENT_NOT_FOUND | NOT_CLAIMED | NOT_CLAIMED | signedOff | nothing | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN`,
  },
  {
    title: "endorsement and sign-off switched off: the claim is the last step",
    ...underALead,
    steps: { endorsement: false, signOff: false },
    differs: endorsementNotNeeded + claimIsTheLastStep,
  },
  {
    title: "no lead, sign-off switched off",
    ...withoutLead,
    steps: { signOff: false },
    differs: nobodyLeads + claimIsTheLastStep,
  },
  {
    title: "the lead itself, sign-off switched off",
    ...itself,
    others: [],
    steps: { signOff: false },
    differs: `${leadsItself + claimIsTheLastStep}
  noteOwnerless     | ASSIGNMENT_NOT_FOUND | assigned | accepted | signedOff | signedOff | signedOff | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  expandGroup       | assigned | relation | relation | signedOff | signedOff | assigned | PLAN_CLOSED | assigned | assigned`,
  },
];

// The group is printed as responsible: a unit with another relation gets that one too and keeps its state.
function addsRelation() {
  return "expandGroup | assigned | relation | relation | relation | relation | assigned | PLAN_CLOSED | assigned | assigned";
}

function rowsOf(text: string): [act: string, cells: string[]][] {
  return text
    .split("\n")
    .filter((line) => line.trim())
    .map((line): [string, string[]] => {
      const [act = "", ...cells] = line.split("|").map((cell) => cell.trim());
      return [act, cells];
    });
}

function play(facts: readonly Fact[]): TaskState {
  return facts.reduce(task.evolve, task.initial);
}

function factsOf(variant: Variant, history: readonly ("part" | Fact)[]): Fact[] {
  const others = assigned(...variant.others);
  return [
    opened(variant.steps),
    UnitsAssigned({ ...others.data, groups: [group] }),
    ...history.map((fact) => (fact === "part" ? assigned([unitId, variant.relation]) : fact)),
  ];
}

describe.each(variants)("$title", (variant) => {
  const [[, head] = ["", []], ...base] = rowsOf(responsibleUnderALead);
  const table = new Map([...base, ...rowsOf(variant.differs)]);

  test("the table has a row for every act and a cell for every state", () => {
    expect(head).toEqual([...columns]);
    expect([...table.keys()].sort()).toEqual([...acts.keys()].sort());
    for (const cells of table.values()) expect(cells).toHaveLength(columns.length);
  });

  const cells = [...table].flatMap(([act, row]) =>
    columns.map((state, at) => ({ act, state, expected: row[at] ?? "missing" })),
  );
  test.each(cells)("$state, $act: $expected", ({ act, state, expected }) => {
    const facts = factsOf(variant, histories[state]);
    const before = play(facts);
    const { action, by, looked } = acts.get(act) ?? expect.fail(`no act ${act}`);
    const command = action.command.parse(commandOf(action, variant));
    const outcome = action.decide(before, command, by(variant), {
      ...lookedUp(facts, before, command),
      ...looked,
    });
    if (isRejection(outcome)) return expect(outcome.rejected).toBe(expected);
    const after = play([...facts, ...outcome]).assignments[unitId];
    if (expected === "relation") {
      expect(after?.state).toBe(state);
      return expect(after?.relations).toEqual(
        relation.options.filter((each) => each === variant.relation || each === "responsible"),
      );
    }
    expect(outcome.length === 0 ? "nothing" : (after?.state ?? "none")).toBe(expected);
  });
});

describe.each(variants)("the rights: $title", (variant) => {
  // Who may change an item goes by the item; item.test.ts has some.
  const onParts = [...acts].filter(([name]) => name !== "reviseItem" && name !== "dropItem");
  const tries = (states: readonly (typeof columns)[number][]): Tries => ({
    of: task,
    states: Object.fromEntries(states.map((state) => [state, factsOf(variant, histories[state])])),
    acts: Object.fromEntries(onParts.map(([name, { action }]) => [name, [action, () => commandOf(action, variant)]])),
  });
  testOutsiders(tries(columns));

  test("what another unit or the office may do to a part does not depend on the part's state", () => {
    const withPart = tries(columns.filter((state) => state !== "none"));
    for (const who of [...variant.others.map(([other]) => of(other)), office]) {
      for (const [act, refusals] of refusalsOf(withPart, who)) expect(new Set(refusals).size, act).toBe(1);
    }
  });
});

test("a returned report can be corrected and then accepted", () => {
  const facts = factsOf({ title: "", ...underALead, differs: "" }, histories.accepted);
  const lead = of(developmentBureau);
  const steps: [AnyAction, object, Actor][] = [
    [task.actions.returnReport, { unitId, reportNo: 1, reason: words("不够具体") }, lead],
    [
      task.actions.correctReport,
      { unitId, reportNo: 1, progress: words("已召开三次会议"), evidence: [page], reason: words("补充") },
      of(unitId),
    ],
    [task.actions.acceptReport, { unitId, reportNo: 1 }, lead],
  ];
  const end: Fact[] = [...facts];
  for (const [action, command, who] of steps) {
    const state = play(end);
    const outcome = action.decide(state, action.command.parse(command), who, lookedUp(end, state, command));
    end.push(...(isRejection(outcome) ? expect.fail(outcome.rejected) : outcome));
  }
  const corrected = end.findIndex(({ type }) => type === "ReportCorrected");
  const unsettled = { 1: { review: "open", saidAt: corrected } };
  expect(play(end.slice(0, corrected + 1)).assignments[unitId]).toMatchObject({ reportCount: 1, unsettled });
  expect(play(end).assignments[unitId]).toMatchObject({ reportCount: 1, unsettled: {} });
});

test("a signed-off lead still endorses what the units under it claim", () => {
  const facts = [
    ...factsOf({ title: "", ...underALead, differs: "" }, histories.claimed),
    AssignmentSignedOff({ unitId: developmentBureau, opinion: words("同意") }),
  ];
  const outcome = task.actions.endorseCompletion.decide(
    play(facts),
    { unitId, opinion: words("属实") },
    of(developmentBureau),
  );
  expect(outcome).toEqual([CompletionEndorsed({ unitId, opinion: words("属实") })]);
});

test("neither a responsible unit nor a person without a unit endorses as a lead", () => {
  const claimed = play(factsOf({ title: "", ...underALead, differs: "" }, histories.claimed));
  for (const who of [of(unitId), of(educationBureau), actor("unit")]) {
    const outcome = task.actions.endorseCompletion.decide(claimed, { unitId, opinion: words("属实") }, who);
    expect(outcome).toMatchObject({ rejected: "NOT_THE_LEAD" });
  }
});
