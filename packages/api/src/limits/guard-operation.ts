// Checks an operation against the limits before it is executed, over HTTP and WebSocket alike.
import type { Bearer } from "@taizhang/domain";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  valueFromAST,
  visit,
} from "graphql";
import { badInput, problem } from "../errors.ts";
import { limits } from "./limits.ts";
import { isPageSize, notPageSize } from "./page-size.ts";
import { variableFaults } from "./variable-faults.ts";

/** What a selection asks for, with fragments counted as often as they are used. */
interface Measure {
  /** Levels of fields; what only wraps the entries of a page is none. */
  readonly depth: number;
  readonly aliases: number;
  /** Aliases of its outermost fields. */
  readonly outerAliases: number;
  readonly directives: number;
  /** Fields and fragments, each counted as often as it is reached. */
  readonly selections: number;
  /** Fields times page sizes. */
  readonly cost: number;
  /** The cost, with what it takes to fold from the log: the points that a bearer spends. */
  readonly points: number;
}

/** What an operation takes, and an error for each limit that it exceeds. */
export interface Guarded {
  readonly errors: readonly GraphQLError[];
  readonly points: number;
  /** What its definitions make of the variables; none where they are refused. */
  readonly values: Values;
}

/** An operation that is about to be executed. Its document must be valid, so that no fragment contains itself. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly bearer: Bearer | null;
}

/** Measures an operation. Each of the errors tells of a limit that it exceeds, with both numbers. */
export function guardOperation(asked: Operation): Guarded {
  const { schema, document, operationName, variables, bearer } = asked;
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return { errors: [], points: 0, values: {} };
  const said = variables ?? {};
  // The first fault ends this; which faults there are is told in our own words.
  const { coerced: values, errors: refused } = getVariableValues(schema, operation.variableDefinitions ?? [], said, {
    maxErrors: 0,
  });
  if (!values) {
    const faults = [...take(variableFaults(schema, operation, said), limits.errors)];
    return { errors: faults.length > 0 ? [badInput(faults)] : (refused ?? []), points: 0, values: {} };
  }
  try {
    const measured = measuredBefore(asked, operation, said) ?? measure(asked, operation, root, values, said);
    const commandAliases = operation.operation === "mutation" ? measured.outerAliases : 0;
    const directives = measured.directives + (operation.directives?.length ?? 0);
    const mostCost = bearer?.roles.includes("auditor") ? limits.auditorCost : limits.cost;
    const errors = [
      ...beyond("depth", "层数", measured.depth, limits.depth),
      ...beyond("number of aliases", "别名数", measured.aliases, limits.aliases),
      ...beyond("number of aliased mutations", "带别名的命令数", commandAliases, limits.mutationAliases),
      ...beyond("number of directives", "指令数", directives, limits.directives),
      ...beyond("number of selections", "选择项数", measured.selections, limits.selections),
      ...beyond("cost (fields times page sizes)", "开销（字段数乘每页条数）", measured.cost, mostCost),
    ];
    return { errors, points: measured.points, values };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error], points: 0, values };
    throw error;
  }
}

/** How an operation was measured last: what its measure depends on, besides the document. */
interface Known {
  readonly schema: GraphQLSchema;
  /** The variables that say how much is asked for. */
  readonly heeded: readonly string[];
  /** What they said. */
  readonly saying: string;
  readonly measured: Measure;
}

// It lasts as long as its document, which is kept while it is asked for.
const known = new WeakMap<OperationDefinitionNode, Known>();

type Values = Readonly<Record<string, unknown>>;

/** What the variables say, as they were sent; one that was not sent is something else than null. */
const sayingOf = (names: readonly string[], said: Values): string =>
  names.map((name) => (Object.hasOwn(said, name) ? JSON.stringify(said[name]) : "")).join("\n");

function measuredBefore({ schema }: Operation, operation: OperationDefinitionNode, said: Values): Measure | undefined {
  const before = known.get(operation);
  return before?.schema === schema && sayingOf(before.heeded, said) === before.saying ? before.measured : undefined;
}

function measure(
  { schema, document }: Operation,
  operation: OperationDefinitionNode,
  root: GraphQLObjectType,
  values: Values,
  said: Values,
): Measure {
  const names = new Set<string>();
  const measured = measurer(schema, document, values, names)(operation.selectionSet, root);
  const heeded = [...names];
  known.set(operation, { schema, heeded, saying: sayingOf(heeded, said), measured });
  return measured;
}

function* take<Value>(values: Iterable<Value>, most: number): Generator<Value> {
  let taken = 0;
  for (const value of values) {
    if (taken === most) return;
    taken += 1;
    yield value;
  }
}

function beyond(what: string, zh: string, measured: number, most: number): GraphQLError[] {
  if (measured <= most) return [];
  return [
    problem("LIMIT_EXCEEDED", {
      zh: `查询的${zh}为${measured}，上限为${most}。`,
      en: `The ${what} of the operation is ${measured}; the limit is ${most}.`,
    }),
  ];
}

const nothing: Measure = { depth: 0, aliases: 0, outerAliases: 0, directives: 0, selections: 0, cost: 0, points: 0 };

const both = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  outerAliases: a.outerAliases + b.outerAliases,
  directives: a.directives + b.directives,
  selections: a.selections + b.selections,
  cost: a.cost + b.cost,
  points: a.points + b.points,
});

/** Makes the measuring of selections. The variables that it depends on are added to `heeded`. */
function measurer(schema: GraphQLSchema, document: DocumentNode, variables: Values, heeded: Set<string>) {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  // Each fragment is measured once, so that fragments that double one another are not expanded.
  const known = new Map<string, Measure>();

  const ofSelections = (set: SelectionSetNode, type: GraphQLNamedType | undefined): Measure =>
    set.selections.reduce((sum, selection) => both(sum, ofSelection(selection, type)), nothing);

  function ofSelection(node: SelectionNode, type: GraphQLNamedType | undefined): Measure {
    const own = { ...nothing, directives: node.directives?.length ?? 0, selections: 1 };
    if (node.kind === Kind.FRAGMENT_SPREAD) return both(own, ofFragment(node.name.value));
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
      return both(own, ofSelections(node.selectionSet, narrowed));
    }
    // Introspection is forbidden, or in development free.
    const aliased = node.alias ? 1 : 0;
    if (node.name.value.startsWith("__")) return { ...own, aliases: aliased, outerAliases: aliased };
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    const below = node.selectionSet ? ofSelections(node.selectionSet, field && getNamedType(field.type)) : nothing;
    const size = field ? (idCount(field) ?? lineCount(field) ?? listed(field) ?? pageSize(field)) : 1;
    return {
      depth: (field?.extensions["isWrapping"] === true ? 0 : 1) + below.depth,
      aliases: below.aliases + aliased,
      outerAliases: aliased,
      directives: below.directives + own.directives,
      selections: below.selections + own.selections,
      cost: 1 + size * below.cost,
      points: 1 + (field ? extraPoints(field) : 0) + size * below.points,
    };

    /** What it takes besides what is shown of it. */
    function extraPoints(of: GraphQLField<unknown, unknown>): number {
      const { points } = of.extensions;
      return (isFolded(of) ? limits.logPoints : 0) + (typeof points === "number" ? points : 0);
    }

    /** Whether the log is read for it. */
    function isFolded(of: GraphQLField<unknown, unknown>): boolean {
      return of.extensions["readsLog"] === true || argument(of, "asOf") != null || argument(of, "on") != null;
    }

    /** The value of an argument, or its default; undefined where the field has no such argument. */
    function argument(of: GraphQLField<unknown, unknown>, name: string): unknown {
      const declared = of.args.find((arg) => arg.name === name);
      const said = node.kind === Kind.FIELD ? node.arguments?.find((arg) => arg.name.value === name) : undefined;
      if (declared && said) visit(said.value, { Variable: ({ name: used }) => void heeded.add(used.value) });
      return declared && (valueFromAST(said?.value, declared.type, variables) ?? declared.defaultValue ?? null);
    }

    /** How many objects a list of ids asks for. */
    function idCount(of: GraphQLField<unknown, unknown>): number | undefined {
      const ids = argument(of, "ids");
      return Array.isArray(ids) ? ids.length : undefined;
    }

    /** How many lines a field asks for. A range that it does not take it refuses itself. */
    function lineCount(of: GraphQLField<unknown, unknown>): number | undefined {
      const [from, to] = [argument(of, "from"), argument(of, "to")];
      if (typeof from !== "number" || typeof to !== "number") return undefined;
      return Math.min(Math.max(0, to - from + 1), limits.sourceLines);
    }

    /** How many objects there are in a list that has no pages, where the field says so. */
    function listed(of: GraphQLField<unknown, unknown>): number | undefined {
      const { size, narrowedBy } = of.extensions;
      if (typeof size !== "number") return undefined;
      return typeof narrowedBy === "string" && argument(of, narrowedBy) != null ? 1 : size;
    }

    function pageSize(of: GraphQLField<unknown, unknown>): number {
      const sizes = { first: argument(of, "first"), last: argument(of, "last") };
      if (sizes.first === undefined) return 1;
      const said = Object.entries(sizes).flatMap(([field, size]) =>
        typeof size === "number" ? [{ field, size }] : [],
      );
      const wrong = said.find(({ size }) => !isPageSize(size));
      if (wrong) throw notPageSize(wrong.field, wrong.size, of.name);
      return said.length === 0 ? limits.defaultPageSize : Math.max(...said.map(({ size }) => size));
    }
  }

  function ofFragment(name: string): Measure {
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    const measured =
      known.get(name) ?? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    known.set(name, measured);
    return measured;
  }

  return ofSelections;
}
