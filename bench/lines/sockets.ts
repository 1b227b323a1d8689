// Two thousand subscribers at once: whether each is told everything and when, how they come back after all lost their
// connection, and what a long replay does to the process that serves them.
import { setTimeout as delay } from "node:timers/promises";
import { unitOf } from "@taizhang/test/support/taizhang";
import type { After } from "../after.ts";
import { percentile } from "../figures.ts";
import { longHistory, regionId } from "../history/write-history.ts";
import type { Finding, Trial } from "../line.ts";
import { loopDelay } from "../loop-delay.ts";
import { type Crowd, gather, planFor, positionIn } from "../sockets/crowd.ts";
import { subscriber } from "../sockets/subscriber.ts";
import { ledgerQuery } from "./ledger-page.ts";

const units = 100;
const reports = 20;
const everyMs = 200;

/** What a part of the trial needs. */
interface Stage {
  readonly crowd: Crowd;
  readonly say: (words: string) => void;
  readonly after: After;
}

const trial = (name: string, make: (stage: Stage) => Promise<readonly Finding[]>): Trial => ({
  name,
  async make({ after }, say) {
    const crowd = await gather([planFor(units)], units, after);
    say(`${crowd.subscribers.length} sockets are open`);
    return make({ crowd, say, after });
  },
});

/** Every position that anybody was told, and how long after its report; the report itself is the first of its events. */
export const sockets = trial("sockets-live", async ({ crowd, say }) => {
  const start = crowd.subscribers[0]?.cursor() ?? null;
  const told = crowd.subscribers.map((): string[] => []);
  const arrivals: { position: string; at: number }[] = [];
  crowd.hear = (who, text) => {
    const position = positionIn(text);
    told[who]?.push(position);
    arrivals.push({ position, at: performance.now() });
  };
  const given: number[] = [];
  for (let nth = 0; nth < reports; nth++) {
    given.push(performance.now());
    await Promise.all([crowd.report(), delay(everyMs)]);
  }
  say(`${reports} reports were made; waiting until nothing arrives any more`);
  const owed = await crowd.owedAfter(start);
  await untilTold(told, owed);
  const positions = [...new Set(owed.flat())].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const givenAt = new Map(positions.map((position, nth) => [position, given[nth] ?? Number.NaN]));
  const lateness = arrivals.map(({ position, at }) => at - (givenAt.get(position) ?? Number.NaN));
  return [
    ...faultsIn(told, owed),
    ...[0.5, 0.99, 1].map((share): Finding => {
      const what = `${share === 1 ? "the longest" : `p${100 * share}`} from report to subscriber, ${1000 / everyMs} reports a second`;
      return {
        what,
        value: percentile(lateness, share),
        unit: "ms",
        ...(share === 0.99 ? { wanted: { atMost: 2000 } } : {}),
      };
    }),
  ];
});

export const storm = trial("sockets-storm", async ({ crowd, say }) => {
  const { running, token } = crowd.product;
  const start = crowd.subscribers[0]?.cursor() ?? null;
  const told = crowd.subscribers.map((): string[] => []);
  crowd.hear = (who, text) => void told[who]?.push(positionIn(text));
  const answers: number[] = [];
  let refused = 0;
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const from = performance.now();
      const { errors } = await running
        .ask(ledgerQuery, token, { unitId: unitOf(regionId, "第001单位") })
        .catch((error) => ({ errors: [error] }));
      if (errors) refused += 1;
      answers.push(performance.now() - from);
      await delay(50);
    }
  })();
  const began = performance.now();
  for (const each of crowd.subscribers) each.drop();
  await crowd.report();
  await Promise.all(crowd.subscribers.map((each) => each.caughtUp()));
  const seconds = (performance.now() - began) / 1000;
  isOver = true;
  await asking;
  say("all are back; asking what each had to be told");
  const owed = await crowd.owedAfter(start);
  await untilTold(told, owed);
  const refusals = crowd.subscribers.reduce((sum, each) => sum + each.refusals(), 0);
  return [
    { what: "until all are back", value: seconds, unit: "s", wanted: { atMost: 30 } },
    ...faultsIn(told, owed),
    { what: "connections refused or ended meanwhile", value: refusals, unit: "" },
    { what: `ledger pages refused meanwhile, of ${answers.length}`, value: refused, unit: "", wanted: { atMost: 0 } },
    { what: "p99 of ledger pages meanwhile", value: percentile(answers, 0.99), unit: "ms" },
  ];
});

const replayBeside = (name: string, plans: number, isLong: boolean): Trial => ({
  name,
  isLong,
  async make({ after }, say) {
    const crowd = await gather(longHistory(plans), units, after);
    const { running, token } = crowd.product;
    say(`${crowd.subscribers.length} sockets are open; one more replays the history`);
    await loopDelay(running.address);
    await delay(10_000);
    const calm = await loopDelay(running.address);
    let events = 0;
    const began = performance.now();
    const url = `${running.address.replace("http", "ws")}/graphql`;
    const onChange = () => {
      events += 1;
    };
    const replay = subscriber({ url, token, localAddress: "127.0.0.1", after: null, onChange });
    await replay.caughtUp();
    const seconds = (performance.now() - began) / 1000;
    const busy = await loopDelay(running.address);
    replay.close();
    return [
      { what: "loop delay p99 before", value: calm.p99, unit: "ms" },
      {
        what: `loop delay p99 while ${events} events are replayed`,
        value: busy.p99,
        unit: "ms",
        wanted: { atMost: 50 },
      },
      { what: "the longest loop delay meanwhile", value: busy.max, unit: "ms" },
      { what: "events replayed a second", value: events / seconds, unit: "" },
    ];
  },
});

export const replays = [replayBeside("sockets-replay", 12, false), replayBeside("sockets-million", 120, true)];

/** Waits until everybody has been told as much as is owed; for half a minute at most, and the rest is lost. */
async function untilTold(told: readonly (readonly string[])[], owed: readonly (readonly string[])[]): Promise<void> {
  const isTold = () => owed.every((all, who) => (told[who]?.length ?? 0) >= all.length);
  for (let waited = 0; waited < 300 && !isTold(); waited++) await delay(100);
}

/** How much of what was owed never came, and how much came that was not owed, or twice. */
function faultsIn(told: readonly (readonly string[])[], owed: readonly (readonly string[])[]): readonly Finding[] {
  const all = owed.reduce((sum, { length }) => sum + length, 0);
  const missing = owed.map((each, who) => each.filter((position) => !told[who]?.includes(position)).length);
  const surplus = told.map((each, who) => each.length - new Set(each.filter((at) => owed[who]?.includes(at))).size);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return [
    {
      what: `messages not delivered, of ${all} to ${owed.length} sockets`,
      value: sum(missing),
      unit: "",
      wanted: { atMost: 0 },
    },
    { what: "messages delivered twice, or to somebody else", value: sum(surplus), unit: "", wanted: { atMost: 0 } },
  ];
}
