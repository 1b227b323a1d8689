// The reports on a part 填报: the newest come with the opened line, the earlier ones when somebody wants them.
import { useCallback, useState } from "react";
import { useListed } from "../ask/use-listed.ts";
import {
  type PartOpenedFragment,
  type ReportOpenedFragment,
  ReportsOfPartsDocument,
  type ReportsOfPartsQuery,
} from "../generated/operations.ts";

/** Those that are there, how many are not, and what asks for more of them. */
export function useReports(
  { id, reports: { edges, totalCount } }: PartOpenedFragment,
  of: { readonly taskId: string; readonly unitId: string },
): { readonly reports: readonly ReportOpenedFragment[]; readonly earlier: number; readonly more: () => void } {
  const [areWanted, want] = useState(false);
  const pageIn = useCallback(
    ({ task }: ReportsOfPartsQuery) => task?.assignments.find((part) => part.id === id)?.reports,
    [id],
  );
  const { nodes, more } = useListed(ReportsOfPartsDocument, of, pageIn, {
    about: { taskId: of.taskId },
    enabled: areWanted,
  });
  const reports = nodes.length > 0 ? nodes : edges.map(({ node }) => node);
  return { reports, earlier: totalCount - reports.length, more: () => (areWanted ? more?.() : want(true)) };
}
