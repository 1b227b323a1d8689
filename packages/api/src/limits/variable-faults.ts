// What is wrong with the variables of an operation, told as the faults of commands are. The library's own messages repeat the
// value, are in one language and name the field last.
import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";
import { type InputFault, missing, oneOf, shortened, typed } from "../input-faults.ts";
import { expectedOf } from "../schema/scalars.ts";

type Path = readonly (string | number)[];
type Values = Readonly<Record<string, unknown>>;

/** The faults of an operation's variables, one after the other: whoever wants few takes few. */
export function* variableFaults(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Values,
): Generator<InputFault> {
  for (const { variable, type: said, defaultValue } of variableDefinitions) {
    const type = typeFromAST(schema, said);
    const name = variable.name.value;
    // A variable of another type is a fault of the document.
    if (!isInputType(type) || (!Object.hasOwn(variables, name) && defaultValue)) continue;
    yield* faultsIn(type, variables[name], [name]);
  }
}

function* faultsIn(type: GraphQLInputType, value: unknown, path: Path): Generator<InputFault> {
  if (isNonNullType(type)) {
    if (value === undefined || value === null) yield at(path, missing);
    else yield* faultsIn(type.ofType, value, path);
  } else if (value === undefined || value === null) return;
  else if (isListType(type)) {
    // One value counts as a list of one.
    if (!Array.isArray(value)) yield* faultsIn(type.ofType, value, path);
    else for (const [index, each] of value.entries()) yield* faultsIn(type.ofType, each, [...path, index]);
  } else if (isInputObjectType(type)) yield* faultsInObject(type, value, path);
  else if (isEnumType(type)) yield* faultsInEnum(type, value, path);
  else if (!isRead(type, value)) yield at(path, expectedOf(type));
}

function* faultsInObject(type: GraphQLInputObjectType, value: unknown, path: Path): Generator<InputFault> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return yield at(path, typed("object"));
  const said = new Map<string, unknown>(Object.entries(value));
  for (const field of Object.values(type.getFields())) {
    const { name, type: of } = field;
    if (said.get(name) !== undefined) yield* faultsIn(of, said.get(name), [...path, name]);
    else if (isRequiredInputField(field)) yield at([...path, name], missing);
    said.delete(name);
  }
  for (const name of said.keys()) yield at([...path, shortened(name)], { zh: "没有这个字段", en: "is no field here" });
}

function* faultsInEnum(type: GraphQLEnumType, value: unknown, path: Path): Generator<InputFault> {
  const words = type.getValues().map(({ name }) => name);
  if (typeof value !== "string" || !words.includes(value)) yield at(path, oneOf(words));
}

function isRead(type: GraphQLScalarType, value: unknown): boolean {
  try {
    type.parseValue(value);
    return true;
  } catch {
    return false;
  }
}

/** A field of a command is named as the shapes of commands name it, without the variable that holds the command. */
const at = (path: Path, fault: InputFault["fault"]): InputFault => ({
  field: (path.length > 1 && typeof path[1] === "string" ? path.slice(1) : path).join("."),
  fault,
});
