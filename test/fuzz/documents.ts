// What the fuzzer sends: operations over the real schema with variables, right and wrong, and texts that are none.
import { printedSchema } from "@taizhang/api";
import { type Arbitrary, type GeneratorValue, gen, nat, toStringMethod } from "fast-check";
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import type { Sent } from "./target.ts";

const schema = buildSchema(printedSchema());

/** The most that is sent at once, in characters: a little more than the API reads over each transport. */
const most = { http: 270_000, socket: 65_000 } as const;

/** What the documents may name. */
interface World {
  readonly ids: readonly string[];
  readonly people: number;
}

/** Anything that a client may send. A failure shows its beginning, with the seed and path that make it again. */
export const anything = (world: World): Arbitrary<Sent> =>
  gen().map((g) => {
    const sent = made(g, world);
    const shown = JSON.stringify({ ...sent, text: sent.text.slice(0, 2000) });
    return { ...sent, [toStringMethod]: () => shown };
  });

function made(g: GeneratorValue, { ids, people }: World): Sent {
  const upTo = (count: number): number => g(nat, { max: count });
  const one = <Each>(first: Each, ...others: readonly Each[]): Each => [first, ...others][upTo(others.length)] ?? first;
  const oneIn = (count: number): boolean => upTo(count - 1) === 0;
  const times = (count: number, make: (at: number) => string): string[] =>
    Array.from({ length: count }, (_none, at) => make(at));

  const over = one<Sent["over"]>("http", "http", "socket");
  const sent = { over, path: "/graphql", contentType: "application/json" } as const;
  // Most of it by people who are known, since strangers are refused early.
  const token = oneIn(5) ? one(null, "bad" as const) : upTo(people - 1);
  const room = most[over] - 2000;

  /** A text said over and over, so often that it may fill all there is. */
  const repeated = (text: string, between = ""): string =>
    times(Math.min(2 ** upTo(17), Math.ceil(room / (text.length + between.length))), () => text).join(between);

  /** What is made of names, as often as it fits: each name is a new one, or one of few, in any order. */
  function newNames(make: (name: string, other: string) => string): string {
    const few = 2 ** upTo(17);
    const [first, step] = [upTo(1e6), 1 + upTo(1e6)];
    const name = (at: number): string => (first + ((at * step) % few)).toString(36);
    const made = (at: number): string => make(name(at), name(at + 1));
    return times(Math.min(2 ** upTo(14), Math.floor(room / (made(0).length + 1))), made).join(",");
  }

  /** A value, as JSON, that no type of the schema expects. */
  function hostile(): string {
    const deep = 2 ** upTo(16);
    return one(
      () =>
        one("{}", "[]", "[[]]", "null", "true", "1e400", "-0", "1.5", '""', '"\\ud800"', '"\\u0000"', '"__proto__"'),
      () =>
        `"${repeated(one("x", "言", "Did you mean ", "\\u0000", "\\ud800", "138 0013 8000 ", "9", "\\n", "a@b."))}"`,
      () => repeated("9").slice(0, room),
      () => `[${repeated(one("{}", "[]", "null", "0", '"x"', '{"a":[{}]}'), ",")}]`,
      () => `{${times(Math.min(2 ** upTo(14), room / 12), (at) => `"k${at}":${one("1", "{}", "[[]]")}`).join(",")}}`,
      () => `[${newNames((name) => `{"${name}":1}`)}]`,
      () => `[${newNames((name, other) => `{"${name}":1,"${other}":[{}]}`)}]`,
      () =>
        `"${Buffer.from(`[${newNames((name) => `{"${name}":1}`)}]`)
          .toString("base64url")
          .slice(0, room)}"`,
      () => "[".repeat(Math.min(deep, room / 2)) + "]".repeat(Math.min(deep, room / 2)),
      () => `${'{"a":'.repeat(Math.min(deep, room / 8))}1${"}".repeat(Math.min(deep, room / 8))}`,
    )();
  }

  /** A value of a type, as JSON: mostly what is expected. */
  function value(type: GraphQLInputType, wrong: number): string {
    if (oneIn(wrong)) return hostile();
    if (isNonNullType(type)) return value(type.ofType, wrong);
    if (oneIn(8)) return "null";
    if (isListType(type)) {
      if (oneIn(6)) return `[${repeated(value(type.ofType, wrong).slice(0, 1000), ",")}]`;
      return `[${times(upTo(3), () => value(type.ofType, wrong)).join(",")}]`;
    }
    if (isEnumType(type)) return JSON.stringify(one("NOTHING", ...type.getValues().map(({ name }) => name)));
    if (isInputObjectType(type)) {
      const known = Object.values(type.getFields()).filter(() => !oneIn(12));
      return `{${known.map((field) => `"${field.name}":${value(field.type, 2 * wrong)}`).join(",")}}`;
    }
    return one(
      () => JSON.stringify(one("", ...ids)),
      () => JSON.stringify(one("2021-11-30", "2021-13-40", "2021-11-30T07:15:00.000Z", "0", "true", "区财政局", "一")),
      () => one("0", "1", "20", "100", "101", "-1", "true"),
    )();
  }

  // Half of the documents fit the schema, so that what they carry is looked into.
  const isCareful = oneIn(2);
  const slip = (count: number): boolean => !isCareful && oneIn(count);
  const wrong = one(3, 12, 1000);
  const declared: string[] = [];
  const given: string[] = [];

  function argument({ name, type }: GraphQLArgument): string {
    const isNeeded = isNonNullType(type);
    if (isNeeded ? slip(20) : !oneIn(3)) return "";
    if (slip(4))
      return `${name}: ${one("null", "0", "100", '"x"', "[[[]]]", "{a: {a: []}}", "A", '"""\n a\n  b"""', "$none")}`;
    const variable = `v${declared.length}`;
    declared.push(`$${variable}: ${slip(30) ? "Nothing" : type}`);
    if (!slip(30)) given.push(`"${variable}":${value(type, wrong)}`);
    return `${name}: $${variable}`;
  }

  const directive = (): string =>
    oneIn(15) ? one("@skip(if: false)", "@skip(if: true)", slip(2) ? "@skip" : "@include(if: true)") : "";

  function selection(type: GraphQLOutputType, depth: number): string {
    const of = getNamedType(type);
    if (isUnionType(of) || (isInterfaceType(of) && oneIn(2))) {
      const kinds = schema.getPossibleTypes(of).map(({ name }) => name);
      const kind = slip(4) ? "Nothing" : one(kinds[0] ?? "Nothing", ...kinds);
      const narrowed = schema.getType(kind);
      return `{ __typename ... on ${kind} ${isObjectType(narrowed) ? selection(narrowed, depth) : "{ id }"} }`;
    }
    if (!isObjectType(of) && !isInterfaceType(of)) return "";
    const fields = Object.values(of.getFields());
    const taken = new Set<string>();
    const chosen = times(1 + upTo(of === schema.getSubscriptionType() ? 0 : 3), () => {
      const field = one(fields[0], ...fields);
      if (!field || depth === 0 || (isCareful && taken.has(field.name))) return isCareful ? "" : "__typename";
      taken.add(field.name);
      const args = field.args.map(argument).filter((said) => said !== "");
      const alias = oneIn(10) ? `a${upTo(20)}: ` : "";
      return `${alias}${field.name}${args.length > 0 ? `(${args.join(" ")})` : ""} ${directive()} ${selection(field.type, depth - 1)}`;
    });
    const said = chosen.join(" ").trim();
    return `{ ${said === "" ? "__typename" : said} }`;
  }

  function operation(): string {
    const kind =
      over === "http"
        ? one("query", "query", "query", "mutation", "subscription")
        : one("subscription", "subscription", "subscription", "query");
    const root = {
      query: schema.getQueryType(),
      mutation: schema.getMutationType(),
      subscription: schema.getSubscriptionType(),
    }[kind];
    const body = root ? selection(root, 1 + upTo(7)) : "{ __typename }";
    return `${kind}${declared.length > 0 ? ` (${declared.join(" ")})` : ""} ${body}`;
  }

  /** A text with one place cut out, or said many times. */
  function bent(text: string): string {
    const [from, to] = [upTo(text.length), upTo(text.length)].sort((a, b) => a - b);
    const part = text.slice(from, to);
    return text.slice(0, from) + (oneIn(2) ? "" : repeated(part).slice(0, room / 2)) + text.slice(to);
  }

  const strange = (): string =>
    one(
      () =>
        `{ ${repeated(one("me { subjectId }", "a", "me @a", "me @skip(if: true)", "...f", "... { me }", "#\n", "\n", ",", "{", '"', "\ufeff", "node(id: 1)", "a: me"), " ")} }`,
      () => `{ me { ${repeated("subjectId ")} } }`,
      () => `{ ${`plans { ${"edges { node { id } } ".repeat(upTo(16))} } `.repeat(upTo(16))} }`,
      () => `{ ${"me { ".repeat(2 ** upTo(9))}`,
      () =>
        `{ me { ...f0 } } ${times(2 ** upTo(7), (at) => `fragment f${at} on Me { ...f${at + 1} ...f${at + 2} subjectId }`).join(" ")}`,
      () => `{ ...f } fragment f on Query { ...g } fragment g on Query { ...f me { subjectId } }`,
      () => `query (${times(2 ** upTo(9), (at) => `$v${at}: [[ID!]!] = [[1]]`).join(" ")}) { me { subjectId } }`,
      () => `{ nodes(ids: ${"[".repeat(2 ** upTo(9))}`,
      () => `{ node(id: "${repeated(one("x", "\\n", "Did you mean ", "\\u{1F600}"))}") { id } }`,
      () => `{ node(id: """${repeated(one("x", "\n a", '\\"""', "Did you mean "))}""") { id } }`,
      () => `{ ${repeated("\n")} ${times(300, (at) => `a${at}`).join(" ")} }`,
      () => `{ __schema { types { fields { type { ${"ofType { ".repeat(upTo(9))} name`,
    )();

  const query = slip(3) ? strange() : slip(6) ? bent(operation()) : operation();
  const variables = slip(6) ? hostile() : `{${given.join(",")}}`;
  const name = oneIn(20) ? `,"operationName":${hostile()}` : "";
  const more = oneIn(20) ? `,"extensions":${hostile()}` : "";
  const payload = `{"query":${JSON.stringify(query)},"variables":${variables}${name}${more}}`;

  if (over === "socket") {
    const other = () =>
      one(
        hostile(),
        '{"type":"ping"}',
        `{"type":"ping","payload":${payload}}`,
        `{"type":"connection_init","payload":${payload}}`,
      );
    const text = oneIn(10) ? other() : `{"id":"1","type":"subscribe","payload":${payload}}`;
    return { ...sent, token, text };
  }
  if (!oneIn(15)) return { ...sent, token, text: payload };
  return {
    ...sent,
    token,
    path: one("/graphql", "/graphql?a=%", "/import?name=a.txt", "/import", "/nothing", "/health/ready"),
    contentType: one(
      "application/json",
      "text/plain",
      "multipart/form-data; boundary=x",
      "x",
      "application/json; charset=latin1",
    ),
    text: one(payload, hostile(), bent(payload)),
  };
}
