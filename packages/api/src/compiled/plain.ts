// Which queries may be compiled: plain ones, whose fields are known before they are asked (ADR 39).
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isLeafType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from "graphql";
import { limits } from "../limits/limits.ts";

/** True for a query of objects and leaves alone, without directives. The document must be valid. */
export function isPlain(schema: GraphQLSchema, document: DocumentNode, operationName?: string | null): boolean {
  const operation = getOperationAST(document, operationName);
  const root = schema.getQueryType();
  if (!root || operation?.operation !== OperationTypeNode.QUERY || hasAny(operation.directives)) return false;
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  let left: number = limits.compiledSelections;

  const arePlain = (selections: readonly SelectionNode[], type: GraphQLNamedType): boolean =>
    isObjectType(type) && !type.isTypeOf && selections.every((each) => isPlainSelection(each, type));

  function isPlainSelection(node: SelectionNode, type: GraphQLNamedType): boolean {
    left -= 1;
    if (left < 0 || hasAny(node.directives)) return false;
    if (node.kind === Kind.FIELD) return isPlainField(node, type);
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    if (!fragment || hasAny(fragment.directives)) return false;
    const of = fragment.typeCondition?.name.value ?? type.name;
    // What is said of an interface depends on the type of the object, which may come as a promise.
    return of === type.name && arePlain(fragment.selectionSet.selections, type);
  }

  function isPlainField({ alias, name, selectionSet }: FieldNode, type: GraphQLNamedType): boolean {
    if (alias && isHidden(alias.value)) return false;
    if (isHidden(name.value)) return name.value === "__typename";
    const field = isObjectType(type) ? type.getFields()[name.value] : undefined;
    // What the root has without a resolver is a property of nothing.
    if (!field || (type === root && !field.resolve)) return false;
    const below = getNamedType(field.type);
    return selectionSet ? arePlain(selectionSet.selections, below) : isLeafType(below);
  }

  return (
    (operation.variableDefinitions ?? []).every(isPlainVariable) && arePlain(operation.selectionSet.selections, root)
  );
}

const hasAny = (directives: readonly DirectiveNode[] | undefined): boolean => (directives?.length ?? 0) > 0;

/** True for a name such as `__proto__`, which is more than a name in an object of JavaScript. */
const isHidden = (name: string): boolean => name.startsWith("__");

const isPlainVariable = ({ variable, directives }: VariableDefinitionNode): boolean =>
  !isHidden(variable.name.value) && !hasAny(directives);
