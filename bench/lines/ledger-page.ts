// The page that is asked for most: twenty entries of what a unit owes.
import type { Rounds } from "../line.ts";
import { queryContest } from "./query.ts";

const query = `query ($unitId: ID!) {
  unitLedger(unitId: $unitId, first: 20) {
    position stale pageInfo { hasNextPage endCursor }
    edges { node {
      taskId row no text relations state since dueOn dueBeforeIssue sight reportCount
      lamp { lamp on rule } lastReport { no reportedOn review } plan { id title }
    } }
  }
}`;

export const ledgerPage: Rounds = {
  name: "ledger-page",
  unit: "requests",
  async open(ground) {
    const { unitId } = await ground.product();
    return queryContest(ground, query, { unitId });
  },
};
