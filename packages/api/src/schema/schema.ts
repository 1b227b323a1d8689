// The schema, built from every resolver.
import "reflect-metadata";
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { buildSchemaSync, getMetadataStorage, type PubSub } from "type-graphql";
import { actsOnThings, RegionActs } from "../acts/things.ts";
import { guardEntries } from "../auth/access.ts";
import { MeQuery, MeToday } from "../auth/me.ts";
import { BoardQueries } from "../boards/queries.ts";
import { EventTypeQueries } from "../changes/event-types.ts";
import { ChangesSubscription } from "../changes/subscription.ts";
import { CompareQueries, LinesOfComparison } from "../compare/queries.ts";
import { CompletionReportMutations } from "../completion/mutations.ts";
import { CompletionAnswered, CompletionQueries } from "../completion/queries.ts";
import { ReportingUrgingMutations } from "../completion/urging.ts";
import { DayEndQueries } from "../dayends/queries.ts";
import { HistoryQueries } from "../history/queries.ts";
import { CountsOfLedger, UnitCountQueries } from "../ledger/counts.ts";
import { LedgerQueries } from "../ledger/queries.ts";
import { besideIds } from "../node/beside-ids.ts";
import { NodeQueries } from "../node/queries.ts";
import { AdditionMutations } from "../plan/addition.ts";
import { ForeseenIssueOfPlan } from "../plan/foreseen-issue.ts";
import { IssueCorrections } from "../plan/issue-corrections.ts";
import { IssuingMutations } from "../plan/issuing.ts";
import { PlanMutations } from "../plan/mutations.ts";
import { PrintedRow } from "../plan/printed-row.ts";
import { PlanAnswered, PlanQueries } from "../plan/queries.ts";
import { ReopeningMutations, Reopenings } from "../plan/reopening.ts";
import { SourceLinesOfPlan, SourceLinesOfRow, SourceLinesOfWarning } from "../plan/source-lines.ts";
import { SupplementMutations, Supplements } from "../plan/supplement.ts";
import { UnknownNamesOfPlan } from "../plan/unknown-names.ts";
import { WarningDecisions } from "../plan/warning-decisions.ts";
import { ImportWarnings } from "../plan/warnings.ts";
import { ProofQueries } from "../proofs/queries.ts";
import { ReadModelQueries } from "../reading/read-models.ts";
import { ShownAtQuery } from "../reading/shown-at.ts";
import { GroupToFill } from "../reviews/group-to-fill.ts";
import { ReviewQueries } from "../reviews/queries.ts";
import { RosterLoading } from "../roster/load.ts";
import { RosterMutations } from "../roster/mutations.ts";
import { RosterAnswered, RosterQueries, UnitNameResolver, UnitPredecessors } from "../roster/queries.ts";
import { UnitLifeMutations } from "../roster/unit-life.ts";
import { PersonResolver } from "../roster/unit-of-person.ts";
import { CutOfSearch, SearchQueries } from "../search/queries.ts";
import { ServerQueries } from "../system/queries.ts";
import { AmendmentMutations } from "../task/amendment.ts";
import { AssignmentMutations } from "../task/assignment.ts";
import { CompletionMutations } from "../task/completion.ts";
import { ExtensionMutations } from "../task/extension.ts";
import { ItemsOfTask } from "../task/items.ts";
import { NameInCharge } from "../task/moves.ts";
import { NamedElsewhere } from "../task/named-elsewhere.ts";
import { PartChangeMutations } from "../task/part-changes.ts";
import { PrintedUnits } from "../task/printed-units.ts";
import { PublicationMutations } from "../task/publication.ts";
import { ReportsOfAssignment, TaskAnswered, TaskQueries, TasksOfPlan } from "../task/queries.ts";
import { RefiningMutations } from "../task/refining.ts";
import { ReportingMutations } from "../task/reporting.ts";
import { ReviewMutations } from "../task/review.ts";
import { AssignmentQueries } from "../task/standing-lists.ts";
import { UrgingMutations } from "../task/urging.ts";
import { WithdrawalMutations } from "../task/withdrawal.ts";
import { callDirectly } from "./direct-fields.ts";
import { separateRootFields } from "./root-fields.ts";
import { scalarTypes } from "./scalars.ts";
import { refuseReversedSpans } from "./spans.ts";

const resolvers = [
  RegionActs,
  ...actsOnThings,
  ...besideIds,
  BoardQueries,
  ChangesSubscription,
  CompletionAnswered,
  CompletionQueries,
  DayEndQueries,
  EventTypeQueries,
  HistoryQueries,
  ImportWarnings,
  WarningDecisions,
  UnknownNamesOfPlan,
  ForeseenIssueOfPlan,
  IssueCorrections,
  LedgerQueries,
  CountsOfLedger,
  UnitCountQueries,
  MeQuery,
  MeToday,
  ServerQueries,
  NodeQueries,
  PersonResolver,
  NameInCharge,
  PlanAnswered,
  PlanQueries,
  ProofQueries,
  ReadModelQueries,
  ReviewQueries,
  GroupToFill,
  RosterAnswered,
  RosterQueries,
  SearchQueries,
  CutOfSearch,
  ShownAtQuery,
  UnitPredecessors,
  TaskAnswered,
  TaskQueries,
  TasksOfPlan,
  ReportsOfAssignment,
  ItemsOfTask,
  NamedElsewhere,
  UnitNameResolver,
  SourceLinesOfPlan,
  SourceLinesOfRow,
  SourceLinesOfWarning,
  PrintedRow,
  PrintedUnits,
  PlanMutations,
  IssuingMutations,
  RosterLoading,
  RosterMutations,
  UnitLifeMutations,
  AssignmentMutations,
  AssignmentQueries,
  ReportingMutations,
  ReviewMutations,
  CompletionMutations,
  AdditionMutations,
  SupplementMutations,
  Supplements,
  AmendmentMutations,
  WithdrawalMutations,
  ReopeningMutations,
  Reopenings,
  ExtensionMutations,
  PartChangeMutations,
  UrgingMutations,
  PublicationMutations,
  CompletionReportMutations,
  ReportingUrgingMutations,
  RefiningMutations,
  CompareQueries,
  LinesOfComparison,
] as const;

// The library demands a bus for subscriptions. Ours have a bounded feed instead, because the library's bus ends the
// process when one subscriber stops reading.
const noBus: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => {
    throw new Error(`there is no bus to hear ${topic} from: give the subscription a \`subscribe\` of its own`);
  },
};

/** Builds the schema, with a guard before every entry. Throws where an entry does not say to whom it is open. */
export function makeSchema(): GraphQLSchema {
  // A field without a method is read from its property by graphql itself, at half the cost of the library's own reading.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  // The shapes of the actions check the commands, so no other validation runs.
  const schema = buildSchemaSync({ resolvers: [...resolvers], validate: false, pubSub: noBus });
  callDirectly(schema);
  refuseReversedSpans(schema);
  guardEntries(schema);
  separateRootFields(schema);
  return schema;
}

/** The types that the scalars of the schema have for clients in TypeScript. */
export const clientScalars = () => scalarTypes(makeSchema());

/** The schema as sorted text with descriptions, as in `docs/schema.graphql`. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(makeSchema()))}\n`;
}
