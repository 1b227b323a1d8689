// Asks a running demonstration ledger everything a reader can ask, and prints the answers as one JSON document.
//
//   node scripts/answers.mjs --api http://127.0.0.1:4000 --data data [--checkout ../another] > answers.json
//
// It is for comparing two builds: let one play the demonstration, copy its data directory, start each build on a copy of
// its own, ask both, and compare the two documents with `diff`. They are told apart by nothing but the answers: keys are
// sorted, and what is random in every answer (the id of a request) is left out. Ids, cursors and positions are those of
// the data directory, so only answers about copies of the same one can be compared. Nothing is written to the ledger.
//
// `--data` is the data directory of the ledger, whose key signs the tokens; `--checkout` is the build that issues them.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { fieldsOf } from "./schema-fields.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
// The API's own library for sockets: the root has none.
const { WebSocket } = createRequire(new URL("../packages/api/package.json", import.meta.url))("ws");

const { values: flags } = parseArgs({
  options: {
    api: { type: "string", default: "http://127.0.0.1:4000" },
    data: { type: "string", default: "data" },
    checkout: { type: "string", default: root },
  },
});

/** Everything that is printed: the answer by the name of what was asked. */
const answers = {};

// Who asks.

const region = "420304";
const elsewhere = "500237";
const officeOf = (regionId) =>
  JSON.parse(readFileSync(new URL(`../seeds/rosters/${regionId}.json`, import.meta.url), "utf8")).office;

/** The bearers. The two plans of 420304 have parts led by 区行政审批局 and parts that 区财政局 is responsible for. */
const wishes = {
  office: [region, officeOf(region), "office"],
  "office and unit": [region, officeOf(region), "office", "unit"],
  "lead unit": [region, "区行政审批局", "unit"],
  "responsible unit": [region, "区财政局", "unit"],
  "uninvolved unit": [region, "示例所属单位", "unit"],
  "unknown unit": [region, "没有这个单位", "unit"],
  auditor: [region, null, "auditor"],
  analyst: [region, null, "analyst"],
  admin: [region, null, "admin"],
  developer: [region, null, "developer"],
  "office elsewhere": [elsewhere, officeOf(elsewhere), "office"],
  "unit elsewhere": [elsewhere, "县财政局", "unit"],
  "auditor elsewhere": [elsewhere, null, "auditor"],
  "auditor of 350405": ["350405", null, "auditor"],
  "auditor of 440200": ["440200", null, "auditor"],
  "auditor of 500155": ["500155", null, "auditor"],
};

async function tokenFor([regionId, unit, ...roles]) {
  const options = [
    "--region",
    regionId,
    ...(unit ? ["--unit", unit] : []),
    ...roles.flatMap((role) => ["--role", role]),
  ];
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "taizhang", "--", "token", ...options], {
    cwd: flags.checkout,
    env: { ...process.env, TAIZHANG_DATA_DIR: resolve(flags.data) },
  });
  return stdout.trim();
}

const tokens = {};
for (const [who, wish] of Object.entries(wishes)) tokens[who] = await tokenFor(wish);
tokens["bad token"] = "not-a-token";

const readers = ["office", "lead unit", "responsible unit", "uninvolved unit", "auditor", "analyst", "admin"];
const others = ["office and unit", "unknown unit", "developer", "office elsewhere", "unit elsewhere"];
const everybody = [...readers, ...others, "auditor elsewhere", "no token", "bad token"];

// How it is asked.

const withoutRequestId = (key, value) => (key === "requestId" ? undefined : value);

async function http(path, init) {
  const response = await fetch(`${flags.api}${path}`, init);
  const text = await response.text();
  return { status: response.status, text };
}

async function query(who, text, variables = {}) {
  const { status, text: body } = await http("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(who === "no token" ? {} : { authorization: `Bearer ${tokens[who]}` }),
    },
    body: JSON.stringify({ query: text, variables }),
  });
  return { status, ...JSON.parse(body, withoutRequestId) };
}

/** Records an answer. A name says what is asked, so it is used once for each bearer. */
function record(what, who, answer) {
  answers[what] ??= {};
  if (who in answers[what]) throw new Error(`asked twice: ${what}, ${who}`);
  answers[what][who] = answer;
}

/** Asks as each of the bearers. */
async function ask(what, bearers, text, variables) {
  for (const who of bearers) record(what, who, await query(who, text, variables));
}

/** Asks for all pages of a list, each after the cursor of the one before. `at` finds the list in the data. */
async function askPages(what, bearers, text, { variables = {}, at = (data) => Object.values(data)[0] } = {}) {
  for (const who of bearers) {
    const pages = [];
    for (let after = null, more = true; more; ) {
      const answer = await query(who, text, { ...variables, after });
      pages.push(answer);
      const { pageInfo } = (answer.data && at(answer.data)) ?? {};
      more = pageInfo?.hasNextPage ?? false;
      after = pageInfo?.endCursor;
    }
    record(what, who, pages);
  }
}

/** Subscribes to `changes`, and answers the messages up to the first that ends what was asked. */
async function changes(who, { after = null, filter = null } = {}) {
  const socket = new WebSocket(`${flags.api.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws");
  const send = (message) => socket.send(JSON.stringify(message));
  const heard = [];
  socket.on("open", () =>
    send({
      type: "connection_init",
      payload: who === "no token" ? {} : { authorization: `Bearer ${tokens[who]}` },
    }),
  );
  socket.on("message", (bytes) => {
    const { type, payload } = JSON.parse(bytes.toString(), withoutRequestId);
    if (type === "connection_ack")
      send({ id: "1", type: "subscribe", payload: { query: subscription, variables: { after, filter } } });
    else if (type === "ping") send({ type: "pong" });
    else if (type !== "pong") heard.push({ type, payload });
    const isEnd = type === "error" || type === "complete" || payload?.data?.changes?.__typename === "CaughtUp";
    if (isEnd) socket.close(1000);
  });
  const [code, reason] = await once(socket, "close");
  return { code, reason: reason.toString(), heard };
}

async function askChanges(what, bearers, options) {
  for (const who of bearers) record(what, who, await changes(who, options));
}

// What is asked.

const page = "position stale pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
const lamp = "lamp { lamp on rule }";
const unitName = "unit { id name }";
const person = "{ subjectId unitId unitName }";
const decision = `{ at text by ${person} }`;
const evidence = "evidence { title path url }";
const steps = "steps { endorsement signOff }";
const row = `row no section subsection text requirement deadlineText dueOn cadence continuesRow publicationPaths
  lines { from to } deadlinesInText { date text } units { kind name printed relation inheritedFromRow }
  items { no text deadlines { date text } children { no text deadlines { date text } } }`;
const plan = `id regionId title noticeTitle docNumber issuer year status taskCount attributed characters
  signedOn importedAt issuedOn closedOn endReason position stale source { name sha256 byteCount }
  settings { dueSoonDays regularly reportingOn ${steps} } sections { no title children { no title } }
  unread { text lines { from to } }
  warnings { warningNo code severity message row subject decision note lines { from to } }`;
const assignment = `${unitName} via { id name } relations state since sight inheritedFromRow reportCount
  claim { claimedAt completedOn done by ${person} ${evidence} } completionReturn ${decision} endorsement ${decision}
  signOff ${decision} reopening ${decision} reopenCause
  reports(first: 5) { edges { node { no filedAt reportedOn progress review returnReason correctionCount ${evidence}
    filedBy ${person} reviewedAt reviewedBy ${person} } } }`;
const task = `id planId regionId closed dueOn dueBeforeIssue issuedOn position stale ${lamp} ${steps} row { ${row} }
  external { name relation }
  groups { groupId kind name relation filled membersOn members { id name } } assignments { ${assignment} }`;
const line = `${unitName} taskId planId row no text relations state since dueOn dueBeforeIssue ${lamp} sight
  reportCount lastReport { no reportedOn review }`;
const unit = "id regionId kind name validFrom position aliases { alias validFrom } members { unitId from until }";
const lampCounts = `byLamp { ${fieldsOf("LampCounts")} }`;
const stateCounts = "byState { accepted assigned claimed dropped endorsed signedOff }";
const counts = `counts { assignments tasks unassignedTasks ${lampCounts} ${stateCounts} }`;
const board = `planId on lampRule position stale ${counts}
  sections { no title ${counts} children { no title ${counts} } }
  units { ${unitName} assignments leads share ${lampCounts} ${stateCounts} }`;
const change = `cursor position eventId type stream revision regionId happenedAt recordedAt planId taskId unitIds
  commandId causationId correlationId sight data sentence { zh en } actor ${person} onBehalfOf ${person}`;
const subscription = `subscription ($after: String, $filter: ChangesFilter) {
  changes(after: $after, filter: $filter) {
    __typename
    ... on Change { ${change} }
    ... on Checkpoint { cursor }
    ... on CaughtUp { cursor }
    ... on Lagging { cursor }
  }
}`;

const plansQuery = `query ($first: Int = 20, $after: String, $status: PlanStatus, $year: Int) {
  plans(first: $first, after: $after, status: $status, year: $year) { ${page} edges { cursor node { ${plan} } } }
}`;
const rowsQuery = `query ($id: ID!, $after: String) {
  plan(id: $id) { id rows(first: 40, after: $after) { ${page} edges { cursor node { ${row} } } } }
}`;
const planAsOf = `query ($id: ID!, $asOf: AsOf) {
  plan(id: $id, asOf: $asOf) {
    ${plan}
    tasks(first: 20) { ${page} edges { cursor node { id dueOn closed ${lamp} assignments { ${unitName} state } } } }
  }
}`;
const taskQuery = `query ($id: ID!, $asOf: AsOf) { task(id: $id, asOf: $asOf) { ${task} plan { ${plan} } } }`;
const tasksQuery = `query ($planId: ID!, $first: Int = 30, $after: String) {
  tasks(planId: $planId, first: $first, after: $after) { ${page} edges { cursor node { ${task} } } }
}`;
const boardQuery = `query ($planId: ID!, $on: Day) { planBoard(planId: $planId, on: $on) { ${board} } }`;
const ledgerQuery = `query (
  $unitId: ID!, $states: [AssignmentState!], $due: Days, $asOf: AsOf, $first: Int = 40, $after: String
) {
  unitLedger(unitId: $unitId, states: $states, due: $due, asOf: $asOf, first: $first, after: $after) {
    ${page} edges { cursor node { ${line} plan { id title status stale position } } }
  }
}`;
const dueQuery = `query ($due: Days, $on: Day, $first: Int = 40, $after: String) {
  deadlineBoard(due: $due, on: $on, first: $first, after: $after) {
    ${page} edges { cursor node { taskId planId row text dueOn ${lamp} openUnits { id name } } }
  }
}`;
const queueQuery = `query ($of: ReviewerKind, $first: Int = 40, $after: String) {
  reviewQueue(of: $of, first: $first, after: $after) {
    ${page}
    edges { cursor node {
      kind since planId taskId row text dueOn reportNo ${unitName} group { id name } task { id dueOn ${lamp} }
    } }
  }
}`;
const historyQuery = `query ($of: HistoryOf!, $first: Int = 100, $after: String) {
  history(of: $of, first: $first, after: $after) { ${page} edges { cursor node { ${change} } } }
}`;
const unitsQuery = `query ($name: String, $first: Int = 50, $after: String) {
  units(name: $name, first: $first, after: $after) { ${page} edges { cursor node { ${unit} } } }
}`;
const unitQuery = `query ($id: ID!) { unit(id: $id) { ${unit} } }`;
const nodeFields = `__typename id
  ... on Plan { title status } ... on Task { dueOn row { text } ${lamp} } ... on Unit { name kind }`;

// Ids and positions are found as the auditor, who sees everything.

async function nodesOf(who, text, variables) {
  const { data, errors } = await query(who, text, variables);
  if (!data) throw new Error(`the ledger does not say what it holds: ${JSON.stringify(errors)}`);
  return Object.values(data)[0].edges.map(({ node }) => node);
}

const plans = await nodesOf("auditor", plansQuery);
const planFrom = (file, all = plans) => all.find(({ source }) => source.name === file);
const openness = planFrom("yunyang-2021.txt");
const business = planFrom("yunyang-2021-yingshang.txt");
const closed = planFrom("wushan-2021.txt", await nodesOf("auditor elsewhere", plansQuery));

const units = await nodesOf("auditor", unitsQuery, { first: 100 });
const idOf = (name) => units.find((each) => each.name === name).id;
const unitsAsked = ["区财政局", "区行政审批局", "区市场监管局", "示例所属单位"];
const group = units.find(({ kind }) => kind === "LIST");

const taskIds = {};
for (const each of [openness, business]) {
  const found = await nodesOf("auditor", tasksQuery, { planId: each.id, first: 100 });
  for (const { id, row: printed } of found) taskIds[`${each === business ? "营商" : "公开"} ${printed.row}`] = id;
}
/** Tasks with a story: led and returned, reopened, withdrawn, filled by the office, ended late. */
const tasksAsked = ["营商 1", "营商 5", "营商 8", "公开 21", "公开 23", "公开 34", "公开 37", "公开 44", "公开 50"];
const nobody = "00000000-0000-4000-8000-000000000000";

/** The positions of a history: its first event, some between, and its last. */
async function momentsOf(of) {
  const events = await nodesOf("auditor", historyQuery, { of });
  const at = (part) => events[Math.floor((events.length - 1) * part)].position;
  return [...new Set([0, 0.25, 0.5, 0.75, 1].map(at))];
}
const instants = [
  "2021-04-12T02:10:00.000Z",
  "2021-05-08T02:00:00.000Z",
  "2021-06-30T16:00:00.000Z",
  "2021-09-30T09:52:00.000Z",
  "2021-12-31T15:59:59.999Z",
  "2025-01-01T00:00:00.000Z",
];

// Who am I, and how do the read models stand?
await ask("me", everybody, "{ me { subjectId regionId unitId roles } }");
await ask("read models", everybody, "{ readModels { name version position live stopped caughtUp } }");

// Plans.
await askPages("plans", everybody, plansQuery);
await askPages("plans one by one", ["office", "analyst"], plansQuery, { variables: { first: 1 } });
for (const status of ["ISSUED", "DISCARDED", "CLOSED", "DRAFT"])
  await askPages(`plans that are ${status}`, ["office", "auditor elsewhere"], plansQuery, { variables: { status } });
await askPages("plans of 2021", ["office"], plansQuery, { variables: { year: 2021 } });
await askPages("plans of 2020", ["office"], plansQuery, { variables: { year: 2020 } });
for (const who of ["auditor of 350405", "auditor of 440200", "auditor of 500155"])
  await askPages("plans", [who], plansQuery);

const plansAsked = { 公开: openness, 营商: business };
for (const [name, { id }] of Object.entries(plansAsked)) {
  await ask(`plan ${name}`, everybody, planAsOf, { id });
  await askPages(`rows of ${name}`, ["office", "responsible unit"], rowsQuery, {
    variables: { id },
    at: (data) => data.plan?.rows,
  });
  await askPages(`tasks of ${name}`, everybody, tasksQuery, { variables: { planId: id } });
  await askPages(`tasks of ${name}, seven a page`, ["lead unit"], tasksQuery, { variables: { planId: id, first: 7 } });
  await ask(`board of ${name}`, everybody, boardQuery, { planId: id });
  for (const on of ["2021-05-31", "2021-09-30", "2022-01-31"])
    await ask(`board of ${name} on ${on}`, ["office", "responsible unit"], boardQuery, { planId: id, on });
  for (const position of await momentsOf({ planId: id }))
    await ask(`plan ${name} at ${position}`, readers, planAsOf, { id, asOf: { position } });
  for (const instant of instants)
    await ask(`plan ${name} at ${instant}`, ["office", "lead unit"], planAsOf, { id, asOf: { instant } });
  await askPages(`history of ${name}`, everybody, historyQuery, { variables: { of: { planId: id } } });
}
await ask("plan that was closed", ["auditor elsewhere", "unit elsewhere", "office"], planAsOf, { id: closed.id });
await ask("board that was closed", ["auditor elsewhere", "unit elsewhere", "office"], boardQuery, {
  planId: closed.id,
});
await askPages("tasks that were closed", ["auditor elsewhere", "unit elsewhere", "office"], tasksQuery, {
  variables: { planId: closed.id },
});
await ask("plan that is not there", ["office"], planAsOf, { id: nobody });
await ask("board that is not there", ["office"], boardQuery, { planId: nobody });
for (const who of ["auditor of 350405", "auditor of 440200", "auditor of 500155"]) {
  const [first] = await nodesOf(who, plansQuery);
  await askPages("tasks of the region", [who], tasksQuery, { variables: { planId: first.id } });
  await ask("board of the region", [who], boardQuery, { planId: first.id });
  await askPages("deadlines", [who], dueQuery);
  await askPages("queue", [who], queueQuery);
  await askPages("history of the plan", [who], historyQuery, { variables: { of: { planId: first.id } } });
}

// Tasks, as they are and as they were.
for (const name of tasksAsked) {
  const id = taskIds[name];
  await ask(`task ${name}`, everybody, taskQuery, { id });
  await askPages(`history of task ${name}`, everybody, historyQuery, { variables: { of: { taskId: id } } });
  for (const position of await momentsOf({ taskId: id }))
    await ask(`task ${name} at ${position}`, readers, taskQuery, { id, asOf: { position } });
  for (const instant of instants)
    await ask(`task ${name} at ${instant}`, ["office", "responsible unit"], taskQuery, { id, asOf: { instant } });
}
await ask("task that is not there", ["office"], taskQuery, { id: nobody });

// Ledgers, as they are and as they were.
for (const name of unitsAsked) {
  const unitId = idOf(name);
  await askPages(`ledger of ${name}`, everybody, ledgerQuery, { variables: { unitId } });
  for (const states of [["SIGNED_OFF"], ["ASSIGNED"], ["CLAIMED", "ENDORSED", "SIGNED_OFF"], ["DROPPED"], []])
    await askPages(`ledger of ${name}: ${states}`, ["office", "responsible unit"], ledgerQuery, {
      variables: { unitId, states },
    });
  for (const due of [{ to: "2021-09-30" }, { from: "2021-10-01" }, { from: "2021-07-01", to: "2021-12-31" }, {}])
    await askPages(`ledger of ${name}, due ${due.from}–${due.to}`, ["office", "lead unit"], ledgerQuery, {
      variables: { unitId, due, states: ["ASSIGNED", "ACCEPTED", "CLAIMED", "ENDORSED", "SIGNED_OFF"] },
    });
  for (const position of await momentsOf({ unitId }))
    await askPages(`ledger of ${name} at ${position}`, readers, ledgerQuery, {
      variables: { unitId, asOf: { position } },
    });
  for (const instant of instants)
    await askPages(`ledger of ${name} at ${instant}`, ["office", "responsible unit"], ledgerQuery, {
      variables: { unitId, asOf: { instant } },
    });
  await askPages(`history of unit ${name}`, readers, historyQuery, { variables: { of: { unitId } } });
}
await askPages("ledger of 区财政局, five a page", ["responsible unit"], ledgerQuery, {
  variables: { unitId: idOf("区财政局"), first: 5 },
});
await askPages("ledger of a group", ["office"], ledgerQuery, { variables: { unitId: group.id } });
await askPages("ledger of nobody", ["office"], ledgerQuery, { variables: { unitId: nobody } });

// What is due, and what waits.
await askPages("deadlines", everybody, dueQuery);
await askPages("deadlines, three a page", ["analyst"], dueQuery, { variables: { first: 3 } });
for (const on of ["2021-06-01", "2021-09-20"])
  await askPages(`deadlines on ${on}`, ["office", "lead unit"], dueQuery, { variables: { on } });
await askPages("deadlines of autumn", ["office", "lead unit"], dueQuery, {
  variables: { due: { from: "2021-09-01", to: "2021-11-30" } },
});
await askPages("queue", everybody, queueQuery);
await askPages("queue, two a page", ["office"], queueQuery, { variables: { first: 2 } });
for (const of of ["OFFICE", "LEAD"]) await askPages(`queue of ${of}`, everybody, queueQuery, { variables: { of } });

// Units, and objects by id.
await askPages("units", everybody, unitsQuery);
await askPages("units, four a page", ["admin"], unitsQuery, { variables: { first: 4 } });
for (const name of ["区财政局", " 区 财政局", "市政府各部门", "没有"])
  await askPages(`units named “${name}”`, ["office", "admin"], unitsQuery, { variables: { name } });
for (const name of [...unitsAsked, group.name]) await ask(`unit ${name}`, everybody, unitQuery, { id: idOf(name) });
await ask("unit that is not there", ["office"], unitQuery, { id: nobody });
const ids = [openness.id, taskIds["营商 1"], idOf("区财政局"), group.id, closed.id, nobody, "not-an-id"];
await ask("nodes", everybody, `query ($ids: [ID!]!) { nodes(ids: $ids) { ${nodeFields} } }`, { ids });
for (const id of ids) await ask(`node ${id}`, readers, `query ($id: ID!) { node(id: $id) { ${nodeFields} } }`, { id });

// History of what belongs to no plan.
await askPages("history of the roster", everybody, historyQuery, { variables: { of: { roster: true } } });
await askPages("history of denials", everybody, historyQuery, { variables: { of: { denied: true } } });
await askPages("history, ten a page", ["auditor"], historyQuery, {
  variables: { of: { unitId: idOf("区财政局") }, first: 10 },
});

// Positions asked for, and what is refused.
const head = (await query("auditor", "{ readModels { position } }")).data.readModels[0].position;
const atLeast = "query ($id: ID!, $atLeast: Position) { task(id: $id, atLeast: $atLeast) { id position stale } }";
const aTask = taskIds["公开 37"];
await ask("at least the head", readers, atLeast, { id: aTask, atLeast: head });
await ask("at least what is to come", ["office"], atLeast, { id: aTask, atLeast: String(BigInt(head) + 1_000_000n) });
await ask("as of nothing", ["office"], taskQuery, { id: aTask, asOf: {} });
await ask("as of both", ["office"], taskQuery, { id: aTask, asOf: { position: head, instant: instants[0] } });
await ask("as of the beginning", ["office"], taskQuery, { id: aTask, asOf: { position: "0" } });
await ask("a bad position", ["office"], taskQuery, { id: aTask, asOf: { position: "-1" } });
await ask("a bad instant", ["office"], taskQuery, { id: aTask, asOf: { instant: "yesterday" } });
await ask("a bad day", ["office"], boardQuery, { planId: openness.id, on: "2021-02-30" });
await ask("a bad cursor", ["office"], plansQuery, { after: "bad" });
await ask("a bad cursor of a history", ["office"], historyQuery, { of: { roster: true }, after: "bad" });
for (const first of [0, -1, 101]) await ask(`a page of ${first}`, ["office"], plansQuery, { first });
await ask("a history of nothing", ["office"], historyQuery, { of: {} });
await ask("a history of two things", ["office"], historyQuery, { of: { roster: true, planId: openness.id } });
await ask("a field that is not there", ["office"], "{ plans { edges { node { titel } } } }");
await ask("not a query", ["office", "no token"], "{ plans {");
await ask(
  "a costly query",
  ["office", "auditor"],
  "{ plans(first: 100) { edges { node { rows(first: 100) { stale } } } } }",
);
await ask(
  "many aliases",
  ["office"],
  `{ ${Array.from({ length: 16 }, (_, at) => `a${at}: me { unitId }`).join(" ")} }`,
);
await ask("one field of two", ["admin", "developer"], "{ me { roles } plans { stale } }");

// The schema, in an order of its own: in which order a server lists types and fields is no part of the answer.
const schemaQuery = `{ __schema { types { name kind enumValues { name } possibleTypes { name }
  inputFields { name defaultValue } fields { name args { name defaultValue }
  type { name kind ofType { name kind ofType { name kind ofType { name kind } } } } } } } }`;
const byName = (value) => {
  if (Array.isArray(value)) return value.map(byName).sort((a, b) => (a.name < b.name ? -1 : 1));
  return value === null || typeof value !== "object"
    ? value
    : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, byName(each)]));
};
for (const who of ["office", "developer", "no token"]) record("the schema", who, byName(await query(who, schemaQuery)));

// Changes over WebSocket, from the beginning and from a cursor.
const subscribers = [...readers, "developer", "office elsewhere", "unit elsewhere", "no token", "bad token"];
await askChanges("changes", subscribers);
const [, middle] = await momentsOf({ planId: openness.id });
const { heard } = answers.changes.auditor;
const after = heard.find(({ payload }) => payload.data.changes.position === middle).payload.data.changes.cursor;
await askChanges("changes after a cursor", ["office", "lead unit", "responsible unit"], { after });
await askChanges("changes after a bad cursor", ["office"], { after: "bad" });
const filters = {
  "of a plan": { planId: business.id },
  "of a task": { taskId: aTask },
  "of a unit": { unitId: idOf("区财政局") },
  "of two types": { types: ["ProgressReported", "AssignmentSignedOff"] },
  "of a type that is not there": { types: ["NothingHappened"] },
};
for (const [name, filter] of Object.entries(filters))
  await askChanges(`changes ${name}`, ["office", "lead unit", "responsible unit", "analyst"], { filter });

// Over HTTP without GraphQL.
for (const path of ["/health/live", "/health/ready", "/nothing", "/graphql", "/import"]) {
  const { status, text } = await http(path, { headers: { accept: "application/json" } });
  record(`GET ${path}`, "no token", { status, body: JSON.parse(text, withoutRequestId) });
}
// Measures are numbers of this run; that they are there is an answer all the same.
const { text: metrics } = await http("/metrics");
record("GET /metrics", "no token", [...new Set(metrics.match(/^taizhang_\w+(\{model="[^"]+"\})?/gm))].sort());

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
};
process.stdout.write(`${JSON.stringify(sorted(answers), null, 2)}\n`);
const asked = Object.values(answers).flatMap((byBearer) => Object.values(byBearer));
process.stderr.write(`${Object.keys(answers).length} queries, ${asked.length} answers\n`);
