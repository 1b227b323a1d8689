// A unit's ledger as of moments of the past, compared with the same page as it is now.
import { unitOf } from "@taizhang/test/support/taizhang";
import { keptHistory } from "../history/kept-history.ts";
import { type Plans, regionId } from "../history/write-history.ts";
import type { Rounds, Side } from "../line.ts";
import { oneByOne } from "../one-by-one.ts";
import { startProductOn } from "../product.ts";
import { ledgerQuery } from "./ledger-page.ts";

/** A unit with 60 tasks of its own, each with so many events: two to begin with, and two for each report. */
const owing = (name: string, events: number): Plans => ({
  ...{ count: 1, tasks: 60, unitsATask: 1, units: [name] },
  reportsAPart: (events - 2) / 2,
});
const depths = { few: 10, usual: 30, many: 90 } as const;

/** How many moments are asked for in turn. */
const moments = 40;

const asOfQuery = ledgerQuery
  .replace("($unitId: ID!)", "($unitId: ID!, $asOf: AsOf!)")
  .replace("first: 20", "first: 20, asOf: $asOf");

export const asOf: Rounds = {
  name: "as-of",
  unit: "requests",
  async open({ after }) {
    const history = Object.entries(depths).map(([name, events]) => owing(name, events));
    const { dataDir } = await keptHistory(history, after);
    const { running, token, head } = await startProductOn(dataDir, regionId, after);
    const to = { url: `${running.address}/graphql`, headers: { authorization: `Bearer ${token}` } };
    const isRight = (body: string) => body.includes('"edges":[') && !body.includes('"errors"');
    const side = (name: string, body: (nth: number) => object): Side => {
      let nth = 0;
      return { name, round: () => oneByOne({ ...to, isRight, body: () => JSON.stringify(body(nth++)) }) };
    };
    // From the newest half of the log, so that no answer is the same as the one before and all of them have lines.
    const momentOf = (nth: number) => ({
      position: String(head - ((head / 2n) * BigInt(nth % moments)) / BigInt(moments)),
    });
    const past = (name: keyof typeof depths) =>
      side(`as of, ${depths[name]} events a task`, (nth) => ({
        query: asOfQuery,
        variables: { unitId: unitOf(regionId, name), asOf: momentOf(nth) },
      }));
    const now = side("the present page", () => ({
      query: ledgerQuery,
      variables: { unitId: unitOf(regionId, "usual") },
    }));
    return {
      ours: past("usual"),
      peers: [
        { ...now, by: "p50", wanted: { atMost: 5 } },
        { ...past("few"), by: "p50" },
        { ...past("many"), by: "p50" },
      ],
    };
  },
};
