// What is another region's answers like what there never was: whatever query takes an id, and whichever moment it is asked of, it
// tells nothing of it, neither that it is there nor when anything happened to it.
import {
  type GraphQLInputType,
  GraphQLNonNull,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
} from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asking } from "../../testing/every-field.ts";
import { type Row, type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { uuid } from "../../testing/uuid.ts";
import { makeSchema } from "../schema/schema.ts";

const unit = "区财政局";
const ledger = testLedger("2021-03-01");
let serving: Serving;
let stranger: TestRegion;
/** Where the log ended when the other region had acted, before the stranger's own acted again. */
let done: string;

/** What the ids of a question name. */
interface Ids {
  readonly planId: string;
  readonly taskId: string;
  readonly unitId: string;
}
let theirs: Ids;
let own: Ids;
const nobodys: Ids = { planId: uuid(901), taskId: uuid(902), unitId: uuid(903) };

beforeAll(async () => {
  const region = testRegion(ledger);
  stranger = testRegion(ledger, "500155");
  const acted = async (in_: TestRegion, title: string): Promise<Ids> => {
    const rows = ["公开预算", "公开决算"].map(
      (text): Row => ({ text, due: "2021-06-30", units: [[unit, "responsible"]] }),
    );
    const { planId, taskIds } = await in_.issue(title, rows, { reportingOn: "2021-12-31" });
    const [taskId = "", second = ""] = taskIds;
    await in_.report(unit, taskId, "已公开");
    await in_.claim(unit, second, "全部公开");
    return { planId, taskId, unitId: in_.unitId(unit) };
  };
  own = await acted(stranger, "梁平区任务分解表");
  ledger.clock.setDay("2021-04-01");
  theirs = await acted(region, "任务分解表");
  done = String(await ledger.log.head());
  ledger.clock.setDay("2021-05-01");
  await stranger.report(unit, own.taskId, "已全部公开");
  ledger.clock.setDay("2021-06-01");
  serving = await serve({ ledger });
});

afterAll(() => serving?.close());

interface Taken {
  readonly name: string;
  readonly type: GraphQLInputType;
}

/** The ways to say a moment to what takes one: none, for now, and those of the past, when the other region had acted. */
const timesFor = (taken: readonly Taken[]): readonly (object | null)[] =>
  taken.some(({ type }) => getNamedType(type).name === "AsOf")
    ? [null, { position: done }, { day: "2021-04-15" }, { instant: "2021-04-30T00:00:00.000Z" }]
    : [null];

/** Ids of what is no plan, task or unit. */
const ofOthers = ["actor", "eventId", "person"];

/** The paths to the ids of plans, tasks and units in what a query takes. */
function idsBelow(taken: readonly Taken[], path: readonly string[] = []): (readonly string[])[] {
  return taken.flatMap(({ name, type }) => {
    const named = getNamedType(type);
    const here = [...path, name];
    if (isInputObjectType(named)) return idsBelow(Object.values(named.getFields()), here);
    return named.name === "ID" && !ofOthers.includes(name) ? [here] : [];
  });
}

/** What is said for an id of this name: the id that it names, or where the name does not tell, the one of each. */
const idsOf = (name: string, ids: Ids): readonly string[] =>
  name in ids ? [ids[name as keyof Ids]] : Object.values(ids);

const isRequired = ({ type }: Taken): boolean => type instanceof GraphQLNonNull;

/** What a query is asked with: an id at a path, a moment wherever one is taken, and what must be said besides. */
function saying(taken: readonly Taken[], path: readonly string[], id: string, time: object | null, ids: Ids): object {
  const said = taken.map((arg): [string, unknown] => {
    const named = getNamedType(arg.type);
    const [first, ...rest] = path;
    if (first === arg.name && rest.length > 0 && isInputObjectType(named))
      return [arg.name, saying(Object.values(named.getFields()), rest, id, time, ids)];
    if (first === arg.name) return [arg.name, inListOf(arg.type, id)];
    // What is told of a span begins before there was anything.
    if (arg.name === "from") return [arg.name, named.name === "AsOf" ? { day: "2021-02-28" } : "2021-02-28"];
    if (named.name === "AsOf") return [arg.name, time ?? (isRequired(arg) ? { day: "2021-05-15" } : undefined)];
    if (!isRequired(arg)) return [arg.name, undefined];
    if (named.name === "ID") return [arg.name, inListOf(arg.type, idsOf(arg.name, ids)[0])];
    if (named.name === "Day") return [arg.name, "2021-05-15"];
    if (isEnumType(named)) return [arg.name, named.getValues()[0]?.name];
    throw new Error(`nothing is known to say for ${arg.name}`);
  });
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

const inListOf = (type: GraphQLInputType, value: unknown): unknown =>
  isListType(type instanceof GraphQLNonNull ? type.ofType : type) ? [value] : value;

const fields = Object.values(makeSchema().getQueryType()?.getFields() ?? {});
const asked = fields.flatMap(({ name, args }) => idsBelow(args).map((path) => [name, path.join("."), args] as const));

/** The answers to a query about each of the things that an id of this name may name, at each moment, without the ids themselves. */
async function answers(name: string, path: string, args: readonly Taken[], ids: Ids): Promise<readonly string[]> {
  const told: string[] = [];
  for (const id of idsOf(path.split(".").at(-1) ?? "", ids)) {
    for (const time of timesFor(args)) {
      const said = saying(args, path.split("."), id, time, ids);
      for (const document of asking(name, { ...said }, 2)) {
        const { data, errors } = await serving.ask(document, said, stranger.bearer("auditor"));
        const text = JSON.stringify({ time, data, errors: errors?.map(({ extensions }) => extensions["code"]) });
        told.push(Object.values(ids).reduce((rest, each) => rest.replaceAll(each, "ID"), text));
      }
    }
  }
  return told;
}

test.each(asked)("the query %s with %s answers of another region's as of nobody's", async (name, path, args) => {
  expect(await answers(name, path, args, theirs)).toEqual(await answers(name, path, args, nobodys));
});

/** What is refused, whatever it names. */
const refused = ["diff of.completionReport.planId", "diff of.completionReport.unitId"];

test("each of them tells of what is the reader's own", async () => {
  const silent: string[] = [];
  for (const [name, path, args] of asked) {
    const [ofOwn, ofNobody] = [await answers(name, path, args, own), await answers(name, path, args, nobodys)];
    if (JSON.stringify(ofOwn) === JSON.stringify(ofNobody)) silent.push(`${name} ${path}`);
  }
  expect(silent).toEqual(refused);
});
