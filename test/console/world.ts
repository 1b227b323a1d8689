// A region with something on every page: a notice that was read from its file and issued, its twin as a draft, reports, a claim, a return.
import { fileURLToPath } from "node:url";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { patient, type Serving, serve } from "@taizhang/api/testing/serving";
import { readNotice } from "@taizhang/documents";
import type { Bearer } from "@taizhang/domain";
import { built } from "@taizhang/eventstore/test/built";
import { type EventLog, memoryLog, type NewEvent } from "@taizhang/log";
import { z } from "zod";
import type { Seen } from "./examples.ts";
import { textAt } from "./json-at.ts";

/** The texts that people and notices bring in. */
export interface Words {
  /** A unit that is given a part in every task. */
  readonly unit: string;
  /** Another spelling of its name. */
  readonly alias: string;
  readonly fileName: string;
  readonly title: string;
  readonly section: string;
  readonly subsection: string;
  /** The tasks, each with a requirement and a place of publication. */
  readonly tasks: readonly (readonly [text: string, requirement: string, path: string])[];
  readonly report: string;
  readonly evidence: readonly { readonly title: string; readonly url?: string; readonly path?: readonly string[] }[];
  readonly reason: string;
  /** What the unit is urged to do. */
  readonly urging: string;
  /** Marks in all of these, and what the ledger holds in their place although it is refused today: stored facts stay readable. */
  readonly stored?: Readonly<Record<string, string>>;
}

/** Words as offices use them. */
export const plainWords: Words = {
  unit: "区司法局",
  alias: "司法局机关",
  fileName: "通知.txt",
  title: "2021年郧阳区优化营商环境工作任务分解表",
  section: "让企业负担更轻",
  subsection: "兑现惠企政策",
  tasks: [
    ["汇编惠企政策并逐条作出解读。", "集中公开。", "政府网站>政策文件"],
    ["公布可以异地办理的政务服务事项清单。", "及时更新。", ""],
    ["公布全区涉企收费目录清单。", "按季度公开。", ""],
  ],
  report: "已汇编 12 项，其余正在核对。",
  evidence: [{ title: "惠企政策汇编", url: "https://www.example.gov.cn/policy", path: ["政府网站", "政策文件"] }],
  reason: "缺少链接，请补充。",
  urging: "请于本周内填报进展。",
};

/** Such a region, served on 20 September 2021. */
export interface World {
  readonly serving: Serving;
  readonly seen: Seen;
  /** The bearer of a role, that of `words.unit` where it is a unit's. */
  bearer(role: string): Bearer;
}

const unit = "区财政局";
const roles = ["unit", "office", "auditor", "analyst", "admin", "developer"] as const;

/** Serves one with these words in it. Throws where any of them is refused. */
export async function serveWorld(words: Words): Promise<World> {
  const ledger = testLedger("2021-03-01", (now) => holding(memoryLog(now), words.stored ?? {}));
  const region = testRegion(ledger);
  const serving = await serve({
    ledger,
    parts: {
      readNotice: async (files, how) => readNotice(files, how?.known),
      consoleDir: fileURLToPath(built("packages/console/dist/")),
      bounds: { ...patient, atLeastMs: 300_000 },
    },
  });
  let commands = 0;

  function tried(as: Bearer, name: string, input: object) {
    commands += 1;
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { receipt { position } rejection { code detail } } }`;
    return serving.ask(document, { input: { commandId: `world-${commands}`, ...input } }, as);
  }

  async function act(as: Bearer, name: string, input: object): Promise<string> {
    const { data, errors } = await tried(as, name, input);
    const position = textAt(data, name, "receipt", "position");
    if (position === null) throw new Error(`${name}: ${JSON.stringify({ data, errors })}`);
    return position;
  }

  /** Tries what is not theirs to do. Throws where it is done. */
  async function denied(as: Bearer, name: string, input: object): Promise<void> {
    const { data, errors } = await tried(as, name, input);
    if (textAt(data, name, "receipt", "position") !== null) throw new Error(`${name} was not denied`);
    if (textAt(data, name, "rejection", "code") === null) throw new Error(JSON.stringify({ data, errors }));
  }

  async function imported(lines: readonly string[]): Promise<{ planId: string; position: string }> {
    const body = new FormData();
    body.append("file", new File([lines.join("\n")], words.fileName), words.fileName);
    const said: unknown = await (await serving.send("/import", { method: "POST", body }, region.office)).json();
    const sourceSha256 = textAt(said, "sourceSha256");
    if (sourceSha256 === null) throw new Error(`the notice is not read: ${JSON.stringify(said)}`);
    const position = await act(region.office, "importPlan", { regionId: region.regionId, sourceSha256 });
    const asked =
      "query ($at: Position) { plans(first: 100, atLeast: $at) { edges { node { id source { sha256 } } } } }";
    const { data } = await serving.ask(asked, { at: position }, region.office);
    const [, planId] =
      new RegExp(`"id":"([^"]+)","source":\\{"sha256":"${sourceSha256}"`).exec(JSON.stringify(data)) ?? [];
    if (planId === undefined) throw new Error("the imported plan is not there");
    return { planId, position };
  }

  await region.register(unit, words.unit);
  const [unitId, other] = [region.unitId(words.unit), region.unitId(unit)];
  const named = { regionId: region.regionId, unitId, alias: words.alias, validFrom: "2021-01-01" };
  await act(region.office, "addAlias", named);
  const { planId, position } = await imported(noticeOf(words));
  const draft = await imported([...noticeOf(words), `4．草稿里多出的一项。\t集中公开。\t${unit}\t2021年9月底前\t`]);
  const open =
    "query ($id: ID!, $at: Position) { plan(id: $id, atLeast: $at) { warnings { warningNo severity state } } }";
  const { data } = await serving.ask(open, { id: planId, at: position }, region.office);
  for (const warningNo of blockingIn(data))
    await act(region.office, "resolveImportWarning", {
      planId,
      warningNo,
      note: words.reason,
      decision: { kind: "KEEP" },
    });
  await act(region.office, "confirmPlan", { planId });
  const issued = await act(region.office, "issuePlan", { planId });

  const taskIds = await taskIdsOf(planId, issued);
  for (const taskId of taskIds)
    await act(region.office, "assignUnits", { taskId, assignments: [{ unitId, relations: ["RESPONSIBLE"] }] });
  ledger.clock.setDay("2021-09-20");
  const clerk = region.bearer("unit", words.unit);
  const [first = "", second = "", third = ""] = taskIds;
  const report = { unitId, reportedOn: "2021-09-20", progress: words.report, evidence: words.evidence };
  await act(clerk, "reportProgress", { ...report, taskId: first });
  await act(region.office, "returnReport", { taskId: first, unitId, reportNo: 1, reason: words.reason });
  await act(clerk, "reportProgress", { ...report, taskId: first });
  await act(clerk, "reportProgress", { ...report, taskId: second });
  await act(clerk, "claimCompletion", {
    ...{ taskId: third, unitId, completedOn: "2021-09-20", done: words.report, evidence: words.evidence },
  });
  await act(region.office, "urge", { taskId: second, unitIds: [unitId], text: words.urging });
  await denied(clerk, "returnReport", { taskId: second, unitId, reportNo: 1, reason: words.reason });
  const theirs = region.bearer("unit", unit);
  const last = await act(theirs, "reportProgress", { ...report, unitId: other, taskId: first });
  await serving.ask(
    "query ($at: Position) { tasks(first: 1, atLeast: $at) { totalCount } }",
    { at: last },
    region.office,
  );

  async function taskIdsOf(of: string, at: string): Promise<readonly string[]> {
    const asked =
      "query ($id: ID!, $at: Position) { tasks(planId: $id, first: 100, atLeast: $at) { edges { node { id assignments { id } } } } }";
    for (;;) {
      const answer = JSON.stringify((await serving.ask(asked, { id: of, at }, region.office)).data);
      const ids = [...answer.matchAll(/"node":\{"id":"([^"]+)","assignments":\[\{/g)].flatMap(([, id]) => id ?? []);
      // Policies open the tasks one by one.
      if (ids.length === words.tasks.length) return ids;
    }
  }

  return {
    serving,
    seen: { planId, draftId: draft.planId, taskId: first, unitId },
    bearer(role) {
      const known = roles.find((each) => each === role);
      if (known === undefined) throw new Error(`nobody has the role ${role}`);
      return known === "unit" ? clerk : region.bearer(known);
    },
  };
}

/** A log that holds something else in place of each mark. */
function holding(log: EventLog, stored: Readonly<Record<string, string>>): EventLog {
  const held = (event: NewEvent): NewEvent => {
    let fact = JSON.stringify(event.fact);
    for (const [mark, instead] of Object.entries(stored)) fact = fact.replaceAll(mark, instead);
    return { ...event, fact: likeAFact.parse(JSON.parse(fact)) };
  };
  return { ...log, append: (stream, revision, events) => log.append(stream, revision, events.map(held)) };
}

const likeAFact = z.custom<NewEvent["fact"]>((value) => typeof value === "object" && value !== null);

/** The lines of the notice. */
function noticeOf({ title, section, subsection, tasks }: Words): readonly string[] {
  return [
    "郧阳区人民政府办公室",
    "郧政办发〔2021〕9号",
    title,
    "工作任务\t工作要求\t责任单位\t完成时限\t公开路径",
    `一、${section}`,
    `（一）${subsection}`,
    ...tasks.map(([text, requirement, path], at) =>
      [`${at + 1}．${text}`, requirement, unit, ["2021年7月底前", "2021年9月底前", "持续推进"][at % 3], path].join(
        "\t",
      ),
    ),
  ];
}

const blockingIn = (data: unknown): readonly number[] =>
  [...JSON.stringify(data).matchAll(/"warningNo":(\d+),"severity":"BLOCKING","state":"OPEN"/g)].map(([, no]) =>
    Number(no),
  );
