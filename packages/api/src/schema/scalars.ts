// The scalars of the schema: days, instants and positions of the log, and what each scalar expects.
import { faults, type Sentence } from "@taizhang/domain";
import {
  GraphQLScalarType,
  type GraphQLSchema,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  type ValueNode,
} from "graphql";
import { z } from "zod";
import { badInput } from "../errors.ts";
import { typed } from "../input-faults.ts";

interface TextScalar<Value> {
  readonly name: string;
  readonly description: string;
  /** The standard that says how it is written, or the page of ours that does. */
  readonly specifiedBy: string;
  readonly expected: Sentence;
  /** Parses it, or returns null where it is not what was expected. */
  readonly read: (text: string) => Value | null;
}

/** A scalar that clients write as a string. */
function textScalar<Value>({
  name,
  description,
  specifiedBy,
  expected,
  read,
}: TextScalar<Value>): GraphQLScalarType<Value, string> {
  const parse = (said: unknown, nodes?: ValueNode): Value => {
    const value = typeof said === "string" ? read(said) : null;
    if (value === null) throw badInput([{ field: name, fault: expected }], nodes);
    return value;
  };
  return new GraphQLScalarType({
    name,
    description,
    specifiedByURL: specifiedBy,
    serialize: String,
    parseValue: (said) => parse(said),
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null, node),
    extensions: { expected },
  });
}

const builtIn: ReadonlyMap<string, Sentence> = new Map([
  ["String", typed("string")],
  ["ID", { zh: "应为编号，写成文字", en: "must be an id, written as text" }],
  ["Int", { zh: "应为整数，绝对值不超过2147483647", en: "must be a whole number of at most 2,147,483,647" }],
  ["Float", typed("number")],
  ["Boolean", typed("boolean")],
]);

/** What a scalar's value must be, as it is told of a value that is something else. */
export function expectedOf({ name, extensions }: GraphQLScalarType): Sentence {
  const own = expectation.safeParse(extensions["expected"]);
  const expected = own.success ? own.data : builtIn.get(name);
  if (!expected) throw new Error(`the scalar ${name} does not say what it expects`);
  return expected;
}

/** True for the scalars that are made here. */
export const isOurs = ({ extensions }: GraphQLScalarType): boolean => extensions["expected"] !== undefined;

/**
 * The type that each scalar of a schema has for clients in TypeScript, as generators of code take it: ours are strings,
 * and one of somebody else may hold anything.
 */
export const scalarTypes = (schema: GraphQLSchema): Record<string, "string" | "unknown"> =>
  Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter(isScalarType)
      .filter((scalar) => !isSpecifiedScalarType(scalar))
      .map((scalar) => [scalar.name, isOurs(scalar) ? "string" : "unknown"]),
  );

const expectation = z.object({ zh: z.string(), en: z.string() });

const ofShape = (shape: z.ZodType<string>) => (text: string) => (shape.safeParse(text).success ? text : null);

const rfc3339 = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6";

export const Day = textScalar({
  name: "Day",
  description: "A day in Beijing 日期, such as 2021-11-30.",
  specifiedBy: rfc3339,
  expected: faults.day,
  read: ofShape(z.iso.date()),
});

const anInstant = z.iso.datetime({ offset: true });

const leapSecond = /^(.{16}):60(?:\.\d+)?(Z|[+-].{5})$/;

/**
 * The instant that a text says, ISO in UTC; null where it says none. A leap second, which RFC 3339 has at the end of a month
 * in UTC, is the end of the second before: clocks of computers have no other.
 */
export function instantIn(text: string): string | null {
  // RFC 3339 lets both letters be small.
  const written = text.toUpperCase();
  const said = written.replace(leapSecond, "$1:59.999$2");
  if (!anInstant.safeParse(said).success) return null;
  const instant = new Date(said).toISOString();
  if (said !== written && !endsMonth(instant)) return null;
  // A Beijing day has a year of four digits, and in Beijing the year 10000 begins eight hours earlier.
  return /^\d{4}-/.test(instant) && instant < "9999-12-31T16" ? instant : null;
}

const endsMonth = (instant: string): boolean =>
  new Date(Date.parse(instant) + 1).toISOString().endsWith("-01T00:00:00.000Z");

export const Instant = textScalar({
  name: "Instant",
  description:
    "An instant 时刻, RFC 3339 with any offset, such as 2021-11-30T15:15:00+08:00; in answers always in UTC, as " +
    "2021-11-30T07:15:00.000Z. A leap second is read as the end of the second before it.",
  specifiedBy: rfc3339,
  expected: {
    zh: "应为带时区的时刻，如2021-11-30T15:15:00+08:00，时差不超过23:59，在北京时间10000年以前，秒数60只用于闰秒",
    en:
      "must be an instant with its offset, such as 2021-11-30T15:15:00+08:00, an offset of 23:59 at most, before the year 10000 " +
      "in Beijing, and with a second 60 only for a leap second",
  },
  read: instantIn,
});

// A store counts positions in 64 bits with a sign.
const lastPosition = 2n ** 63n - 1n;

/** The position that a text says; null where no log could have it. */
export function positionIn(text: string): bigint | null {
  if (!/^\d{1,19}$/.test(text)) return null;
  const position = BigInt(text);
  return position <= lastPosition ? position : null;
}

export const Position = textScalar({
  name: "Position",
  description:
    "A place in the whole event log 位置, a decimal number as a string: it only grows, with gaps. A receipt carries one; " +
    "give it back as `atLeast` to see the effect.",
  specifiedBy: "/scalars#Position",
  expected: { zh: "应为回执所载的位置，如4180", en: "must be a position as a receipt carries it, such as 4180" },
  read: positionIn,
});
