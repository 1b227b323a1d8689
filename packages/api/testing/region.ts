// A region for tests: a roster, a notice imported and issued, and people who act, all through the executor.
import {
  type AnyAggregate,
  type Bearer,
  beijingDay,
  type CommandOf,
  type DraftTask,
  defaultSettings,
  foldName,
  type GivenOf,
  isRejection,
  type PlanDraft,
  type PlanSettings,
  plan,
  planIdOf,
  type Relation,
  roster,
  task,
  taskIdOf,
  unitIdOf,
} from "@taizhang/domain";
import {
  carryOutPolicies,
  type EventLog,
  type Executor,
  executor,
  identity,
  isForbidden,
  memoryLog,
  type Receipt,
} from "@taizhang/log";
import { actorOf } from "../src/auth/bearer.ts";

/** A row of the notice: what is to be done, by whom, by when. */
export interface Row {
  readonly text: string;
  /** The number that the notice prints; left out, that of the row. */
  readonly no?: string;
  readonly due?: string;
  readonly units: readonly (readonly [name: string, relation: Relation])[];
  /** Its numbered parts. */
  readonly items?: DraftTask["items"];
  /** The numeral of the heading under the first one that it stands under, such as （一）. */
  readonly under?: string;
}

/** A clock that stands still until it is moved, ISO in UTC. */
export interface TestClock {
  readonly now: () => string;
  /** Moves it to noon of a Beijing day. */
  setDay(day: string): void;
}

function testClock(day: string): TestClock {
  let now = `${day}T04:00:00.000Z`;
  return {
    now: () => now,
    setDay(next) {
      now = `${next}T04:00:00.000Z`;
    },
  };
}

/** A log with its executor; several regions can share one. */
export interface TestLedger {
  readonly log: EventLog;
  readonly executor: Executor;
  readonly clock: TestClock;
}

export function testLedger(day = "2021-03-01", logWith: (now: () => string) => EventLog = memoryLog): TestLedger {
  const clock = testClock(day);
  const log = logWith(clock.now);
  return { log, clock, executor: executor({ log, identity, usedCommand: async () => null }) };
}

/** A region in which people act. */
export type TestRegion = ReturnType<typeof testRegion>;

export function testRegion({ log, executor, clock }: TestLedger, regionId = "420304") {
  let commands = 0;
  const office = bearer("office");

  function unitId(name: string): string {
    return unitIdOf(identity, regionId, foldName(name));
  }

  /** The token of somebody: of a unit where one is named, else of the role. */
  function bearer(role: Bearer["roles"][number], unit: string | null = null): Bearer {
    const sub = `${role}-${unit ?? regionId}`;
    return { sub, regionId, unitId: unit === null ? null : unitId(unit), roles: [role] };
  }

  /** Gives a command; throws where it is refused, because the story of a test must come true. */
  async function give<A extends AnyAggregate, Name extends keyof A["actions"] & string>(
    by: Bearer,
    of: A,
    name: Name,
    id: string,
    command: CommandOf<A["actions"][Name]>,
    given?: GivenOf<A["actions"][Name]>,
  ): Promise<Receipt> {
    commands += 1;
    const outcome = await executor.run(of, name, id, command, {
      actor: actorOf(by, clock.now()),
      commandId: `${regionId}-${commands}`,
      ...(given === undefined ? {} : { given: () => given }),
    });
    if (isRejection(outcome) || isForbidden(outcome)) throw new Error(`${name}: ${JSON.stringify(outcome)}`);
    return outcome;
  }

  async function runPolicies({ stream, revision }: Receipt): Promise<void> {
    for await (const event of log.read(stream, { from: revision })) await carryOutPolicies(event, executor, identity);
  }

  async function register(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const command = { regionId, unitId: unitId(name), name, validFrom: "2021-01-01" };
      await give(office, roster, "registerUnit", regionId, command);
    }
  }

  /** Imports a notice, whose bytes are its title where they are not said. Every unit named is registered. */
  async function draft(title: string, rows: readonly Row[], bytes = title): Promise<string> {
    await register(...new Set(rows.flatMap((row) => row.units.map(([name]) => name))));
    const sourceSha256 = identity.hash(bytes);
    const planId = planIdOf(identity, regionId, sourceSha256);
    const read = draftOf(title, rows);
    const notice = { sourceName: `${title}.txt`, byteCount: 1, draft: read, knows: () => true, sameNumber: [] };
    await give(office, plan, "importPlan", planId, { regionId, sourceSha256 }, notice);
    return planId;
  }

  /** Imports and confirms a notice. */
  async function confirm(title: string, rows: readonly Row[]): Promise<string> {
    const planId = await draft(title, rows);
    const names = { roster: (await executor.load(roster, regionId)).state };
    await give(office, plan, "confirmPlan", planId, {}, names);
    return planId;
  }

  /** Confirms a notice, issues it, and lets the policies open its tasks. */
  async function issue(
    title: string,
    rows: readonly Row[],
    over: Partial<PlanSettings> = {},
  ): Promise<{ planId: string; taskIds: readonly string[] }> {
    const planId = await confirm(title, rows);
    const names = { roster: (await executor.load(roster, regionId)).state };
    await runPolicies(
      await give(office, plan, "issuePlan", planId, { settings: { ...defaultSettings, ...over } }, names),
    );
    return { planId, taskIds: rows.map((_row, at) => taskIdOf(identity, planId, at + 1)) };
  }

  /** Closes a plan, which drops what is open. */
  async function close(planId: string): Promise<void> {
    await runPolicies(await give(office, plan, "closePlan", planId, { reason: { text: "年度终了" } }));
  }

  /** A unit reports on its part. */
  function report(unit: string, taskId: string, text: string): Promise<Receipt> {
    const reportedOn = beijingDay(clock.now());
    const command = { unitId: unitId(unit), reportedOn, progress: { text }, evidence: [] };
    return give(bearer("unit", unit), task, "reportProgress", taskId, command);
  }

  /** A unit claims that its part is done. */
  function claim(unit: string, taskId: string, text: string): Promise<Receipt> {
    const completedOn = beijingDay(clock.now());
    const evidence = [{ title: "公开页面", path: ["首页", "政务公开"] }];
    const command = { unitId: unitId(unit), completedOn, done: { text }, evidence };
    return give(bearer("unit", unit), task, "claimCompletion", taskId, command);
  }

  return { regionId, office, unitId, bearer, give, register, draft, confirm, issue, close, report, claim };
}

function draftOf(title: string, rows: readonly Row[]): PlanDraft {
  const under = [...new Set(rows.flatMap((row) => row.under ?? []))];
  return {
    plan: { title, noticeTitle: null, issuer: null, docNumber: null, issuedOn: null, year: 2021 },
    sections: [{ no: "一", title: "重点任务", children: under.map((no) => ({ no, title: `第${no}部分` })) }],
    tasks: rows.map(({ text, no, due, units, items = [], under: subsection = null }, at): DraftTask => {
      const named = (wanted: Relation) => units.filter(([, is]) => is === wanted).map(([name]) => name);
      return {
        row: at + 1,
        no: no ?? String(at + 1),
        section: "一",
        subsection,
        text,
        items,
        requirement: null,
        leadUnits: named("lead"),
        responsibleUnits: named("responsible"),
        units: units.map(([name, relation]) => ({
          name,
          printed: name,
          kind: "unit",
          relation,
          inheritedFromRow: null,
        })),
        deadline: due === undefined ? { kind: "none", date: null } : { kind: "date", date: due },
        deadlineText: due ?? null,
        deadlinesInText: [],
        publicationPaths: [],
        cadence: [],
        printed: {},
        continuesRow: null,
        lines: [[at + 1, at + 1]],
      };
    }),
    warnings: [],
    unread: [],
    coverage: { characters: 1, attributed: 1 },
  };
}
