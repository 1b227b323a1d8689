// The scalars of the schema: days, instants and positions of the log.
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { z } from "zod";

/** A scalar that clients write as a string; `read` parses it, or throws with what was expected. */
function textScalar<Value>(
  name: string,
  description: string,
  read: (text: string) => Value,
  write: (value: unknown) => string,
): GraphQLScalarType<Value, string> {
  const parse = (said: unknown): Value => {
    if (typeof said !== "string") throw new GraphQLError(`${name} is written as a string`);
    return read(said);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: write,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}

const expected = (shape: z.ZodType<string>, what: string) => (text: string) => {
  if (shape.safeParse(text).success) return text;
  throw new GraphQLError(`expected ${what}`);
};

export const Day = textScalar(
  "Day",
  "A day in Beijing 日期, such as 2021-11-30.",
  expected(z.iso.date(), "a day of the calendar, such as 2021-11-30"),
  String,
);

export const Instant = textScalar(
  "Instant",
  "An instant 时刻, ISO 8601 in UTC, such as 2021-11-30T07:15:00.000Z.",
  expected(
    // A Beijing day has a year of four digits, and in Beijing the year 10000 begins eight hours earlier.
    z.iso.datetime().refine((text) => text < "9999-12-31T16"),
    "an instant in UTC, such as 2021-11-30T07:15:00.000Z, before the year 10000 in Beijing",
  ),
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
  (text): bigint => {
    const position = positionIn(text);
    if (position !== null) return position;
    throw new GraphQLError("expected a position as a receipt carries it, such as 4180");
  },
  String,
);
