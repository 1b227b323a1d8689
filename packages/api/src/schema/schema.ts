// The schema: every resolver in one list, made into GraphQL once.
import "reflect-metadata";
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { buildSchemaSync, type PubSub } from "type-graphql";
import { guardEntries } from "../auth/access.ts";
import { PlanMutations } from "../plan/mutations.ts";
import { RosterMutations } from "../roster/mutations.ts";
import { AssignmentMutations } from "../task/assignment.ts";
import { CompletionMutations } from "../task/completion.ts";
import { ReportingMutations } from "../task/reporting.ts";
import { ReviewMutations } from "../task/review.ts";
import { queryResolvers } from "./queries.ts";

const resolvers = [
  ...queryResolvers,
  PlanMutations,
  RosterMutations,
  AssignmentMutations,
  ReportingMutations,
  ReviewMutations,
  CompletionMutations,
] as const;

// The library asks for a bus wherever there is a subscription. Ours have a bounded feed of their own, and the library's
// bus ends the process when one subscriber stops reading.
const noBus: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => {
    throw new Error(`there is no bus to hear ${topic} from: give the subscription a \`subscribe\` of its own`);
  },
};

/** Builds the schema, with a guard before every entry. Throws where an entry does not say to whom it is open. */
export function makeSchema(): GraphQLSchema {
  // Commands are checked by the shapes of their actions, so no other validation runs.
  const schema = buildSchemaSync({ resolvers: [...resolvers], validate: false, pubSub: noBus });
  guardEntries(schema);
  return schema;
}

/** The schema as text, sorted, with descriptions: what `docs/schema.graphql` holds. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(makeSchema()))}\n`;
}
