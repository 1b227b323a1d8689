// The schema as a whole: what an id names stands beside the id, and whatever is judged by a day takes the day.
import { type GraphQLObjectType, getNamedType, isInterfaceType, isObjectType } from "graphql";
import { expect, test } from "vitest";
import { makeSchema } from "./schema.ts";

const schema = makeSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__"),
);

/** Ids beside which nothing stands, with the reason: of a field in all types, or in one. */
const alone: Readonly<Record<string, string>> = {
  regionId: "everything is of the reader's own region, which `me` names",
  byRegionId: "a region is told by its code: its roster, which names it, is of another region's readers alone",
  itemId:
    "it is the place by which its task counts an item, such as a1: what shows an item says its words, or stands with or under its task, whose `items` say them",
  commandId: "a command has no name",
  eventId: "an event is found by its position",
  eventIds: "an event is found by its position",
  causationId: "it is the id of an event or of a command",
  correlationId: "it is the id of a command",
  supplementId: "a later notice is a document of its own, whose words stand beside it",
};

/** Under which names an id's thing may stand beside it. */
const besideOf = (base: string): readonly string[] => [base, `${base}s`, `${base}Name`, `${base}Title`, `${base}Text`];

test("beside every id stands what it names, or there is a reason", () => {
  const used = new Set<string>();
  const bare = types.flatMap((type) => {
    const fields = Object.keys(type.getFields());
    return fields.flatMap((field) => {
      const base = /^(.+)Ids?$/.exec(field)?.[1];
      if (base === undefined || besideOf(base).some((name) => fields.includes(name))) return [];
      // A person is called by a name, and a type that is about one thing says the thing's own.
      if (base === "subject" && fields.includes("displayName")) return [];
      if (base === "group" && fields.includes("name")) return [];
      const reason = [`${type.name}.${field}`, field].find((each) => each in alone);
      if (reason) used.add(reason);
      return reason ? [] : [`${type.name}.${field}`];
    });
  });
  expect(bare).toEqual([]);
  // A reason that nothing needs any more is taken away.
  expect(Object.keys(alone).filter((each) => !used.has(each))).toEqual([]);
});

/** What is judged by a day. */
const judged = ["LampShown", "LampCounts", "BoardCounts"];

/** Queries that show lamps and take no day, with the reason. */
const dayless: Readonly<Record<string, string>> = {
  compare: "each of its moments has its day",
  planTrend: "its points are days",
};

/** True if something of a type, or of the entries of its pages, is judged by a day. */
function shows(type: unknown, depth = 2): boolean {
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  return Object.values(type.getFields()).some(({ name, type: of }) => {
    const named = getNamedType(of);
    return (
      judged.includes(named.name) ||
      ((depth === 2 ? name === "edges" : name === "node") && depth > 0 && shows(named, depth - 1))
    );
  });
}

test("every query that shows lamps takes the day to judge by, or there is a reason", () => {
  const fields = [
    ...Object.values(schema.getQueryType()?.getFields() ?? {}),
    ...Object.values(types.find(({ name }) => name === "Plan")?.getFields() ?? {}),
  ];
  const showing = fields.filter(({ type }) => shows(getNamedType(type)));
  expect(showing.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["unitCounts", "unitLedger", "deadlineBoard", "completionReport"]),
  );
  const without = showing.filter(({ name, args }) => !args.some((arg) => arg.name === "on") && !(name in dayless));
  expect(without.map(({ name }) => name)).toEqual([]);
});
