// Documents that ask for all that the schema shows: every query, with everything that can be selected of its answer.
import { type GraphQLOutputType, getNamedType, isAbstractType, isObjectType, isRequiredArgument } from "graphql";
import { makeSchema } from "../src/schema/schema.ts";

const schema = makeSchema();
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});

/** The names of all queries. */
export const queryNames: readonly string[] = queries.map(({ name }) => name);

/** What stands beside an id in an answer about changes: it is asked for by a query of its own, and by its name alone here. */
const isNamedAlone = (within: string, name: string): boolean =>
  ["Comparison", "ComparedLine", "FieldChange"].includes(within) && ["plan", "task"].includes(name);

const isList = (name: string): boolean => name.endsWith("Connection");

/** What cannot be asked at once: of which type an answer is, by place, a share of its fields, and how many objects deep it goes. */
interface Which {
  readonly place: number;
  readonly share: number;
  readonly depth: number;
}
const shares = 8;
const places = 6;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/**
 * What can be selected of a type. So that an answer ends, no type is selected inside itself, no list inside a list, and of what
 * may be of several types only one is, by its place. Fields that must be told something are left out.
 */
function selection(type: GraphQLOutputType, within: readonly string[], { place, share, depth }: Which): string {
  const of = getNamedType(type);
  if (isAbstractType(of)) {
    const kinds = schema.getPossibleTypes(of);
    const kind = kinds[place % kinds.length];
    return kind ? `{ __typename ... on ${kind.name} ${selection(kind, within, { place, share, depth })} }` : "";
  }
  if (!isObjectType(of)) return "";
  const inside = [...within, of.name];
  const isTooFar = (name: string) =>
    inside.includes(name) || inside.length > depth || (isList(name) && inside.some(isList));
  const fields = Object.values(of.getFields()).flatMap((field, at) => {
    if (within.length === 0 && !isList(of.name) && at % shares !== share) return [];
    // What is in a list of something has a share of its own.
    if (within.length === 3 && isList(within[1] ?? "") && at % places !== place) return [];
    const inner = getNamedType(field.type);
    const isLeaf = !isObjectType(inner) && !isAbstractType(inner);
    if (field.args.some(isRequiredArgument) || (!isLeaf && isTooFar(inner.name))) return [];
    if (isNamedAlone(of.name, field.name)) return [`${field.name} { __typename id }`];
    const few = field.args.some(({ name }) => name === "first") ? "(first: 2)" : "";
    return [`${field.name}${few} ${selection(field.type, inside, { place, share, depth })}`];
  });
  return `{ __typename ${fields.join(" ")} }`;
}

/** The documents that ask a query with these arguments for everything that can be selected of its answer, to a depth. */
export function asking(name: string, args: Readonly<Record<string, unknown>>, depth: number): ReadonlySet<string> {
  const field = queries.find((each) => each.name === name);
  if (!field) throw new Error(`the schema has no query ${name}`);
  const given = field.args.filter((arg) => arg.name in args);
  const declared = given.map((arg) => `$${arg.name}: ${arg.type}`);
  const isPaged = field.args.some((arg) => arg.name === "first") && !("first" in args);
  const said = [...given.map((arg) => `${arg.name}: $${arg.name}`), ...(isPaged ? ["first: 8"] : [])];
  const listed = (some: readonly string[]) => (some.length === 0 ? "" : `(${some.join(", ")})`);
  return new Set(
    upTo(places).flatMap((place) =>
      upTo(shares).map((share) => {
        const selected = selection(field.type, [], { place, share, depth });
        return `query ${listed(declared)} { ${name}${listed(said)} ${selected} }`;
      }),
    ),
  );
}
