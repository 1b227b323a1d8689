// The scalars of the schema: days, instants and positions of the log, and what each scalar expects.
import { faults, type Sentence } from "@taizhang/domain";
import { GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { z } from "zod";
import { badInput } from "../errors.ts";
import { typed } from "../input-faults.ts";

/** A scalar that clients write as a string; `read` parses it, or returns null where it is not what was expected. */
function textScalar<Value>(
  name: string,
  description: string,
  expected: Sentence,
  read: (text: string) => Value | null,
  write: (value: unknown) => string,
): GraphQLScalarType<Value, string> {
  const parse = (said: unknown, nodes?: ValueNode): Value => {
    const value = typeof said === "string" ? read(said) : null;
    if (value === null) throw badInput([{ field: name, fault: expected }], nodes);
    return value;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: write,
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

const expectation = z.object({ zh: z.string(), en: z.string() });

const ofShape = (shape: z.ZodType<string>) => (text: string) => (shape.safeParse(text).success ? text : null);

export const Day = textScalar(
  "Day",
  "A day in Beijing 日期, such as 2021-11-30.",
  faults.day,
  ofShape(z.iso.date()),
  String,
);

export const Instant = textScalar(
  "Instant",
  "An instant 时刻, ISO 8601 in UTC, such as 2021-11-30T07:15:00.000Z.",
  {
    zh: "应为协调世界时的时刻，如2021-11-30T07:15:00.000Z，且在北京时间10000年以前",
    en: "must be an instant in UTC, such as 2021-11-30T07:15:00.000Z, before the year 10000 in Beijing",
  },
  // A Beijing day has a year of four digits, and in Beijing the year 10000 begins eight hours earlier.
  ofShape(z.iso.datetime().refine((text) => text < "9999-12-31T16")),
  String,
);

// A store counts positions in 64 bits with a sign.
const lastPosition = 2n ** 63n - 1n;

/** The position that a text says; null where no log could have it. */
export function positionIn(text: string): bigint | null {
  if (!/^\d{1,19}$/.test(text)) return null;
  const position = BigInt(text);
  return position <= lastPosition ? position : null;
}

export const Position = textScalar(
  "Position",
  "A place in the whole event log 位置, a decimal number as a string: it only grows, with gaps. A receipt carries one; " +
    "give it back as `atLeast` to see the effect.",
  { zh: "应为回执所载的位置，如4180", en: "must be a position as a receipt carries it, such as 4180" },
  positionIn,
  String,
);
