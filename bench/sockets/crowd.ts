// Many subscribers of one product: people of many units, in four roles, in several offices.
import { developmentKey, issueDevelopmentToken } from "@taizhang/api";
import type { Role } from "@taizhang/domain";
import { esdbLog } from "@taizhang/log/esdb";
import { unitOf } from "@taizhang/test/support/taizhang";
import type { After } from "../after.ts";
import { keptHistory } from "../history/kept-history.ts";
import { type Plans, regionId, unitNames } from "../history/write-history.ts";
import { type ProductOnHistory, startProductOn } from "../product.ts";
import { reporter } from "../report.ts";
import { type Subscriber, subscriber } from "./subscriber.ts";

const roles: readonly Role[] = ["office", "unit", "auditor", "analyst"];
/** As many as a bearer may hold. */
const socketsOfBearer = 5;
const offices = 8;
/** How many subscribers connect at the same time: people do not come all at once, except after an interruption. */
const connectingAtOnce = 50;

/** The people of a product with a history, and what they are told. */
export interface Crowd {
  readonly product: ProductOnHistory;
  readonly subscribers: readonly Subscriber[];
  /** Whom a delivery is for, and what it says; replaced by whoever measures. */
  hear: (who: number, text: string) => void;
  /** A unit reports: one event more. */
  report(): Promise<void>;
  /** The changes each subscriber has to be told after a cursor, by their positions: asked by replays of its bearer's. */
  owedAfter(cursor: string | null): Promise<readonly (readonly string[])[]>;
}

/** The position that a change names. */
export const positionIn = (text: string): string => /"position":"(\d+)"/.exec(text)?.[1] ?? "";

/** A history for a crowd: a plan in which all units have parts. */
export const planFor = (units: number): Plans => ({
  ...{ count: 1, tasks: 50, unitsATask: 10, units: unitNames(units) },
  reportsAPart: 1,
});

/** Starts the product on a history, and lets the people of so many units follow it, in every role and five times each. */
export async function gather(history: readonly Plans[], units: number, after: After): Promise<Crowd> {
  const { dataDir, plans } = await keptHistory(history, after);
  const product = await startProductOn(dataDir, regionId, after);
  const url = `${product.running.address.replace("http", "ws")}/graphql`;
  const log = esdbLog({ url: product.running.eventstoreUrl });
  after(log.close);
  const report = reporter(log, new Date().toISOString());
  const [, second = ""] = unitNames(2);
  const part = { regionId, unitId: unitOf(regionId, second), taskId: plans[0]?.taskIds[0] ?? "" };
  const bearers = unitNames(units).flatMap((unit) => roles.map((role) => ({ unit, role })));
  const key = await developmentKey(dataDir);
  /** Tokens of all bearers; under other names they are others, who may know as much and have sockets of their own. */
  const tokensOf = (name: string) =>
    Promise.all(
      bearers.map(({ role, unit }) => {
        const bearer = { sub: `${name}-${role}-${unit}`, regionId, unitId: unitOf(regionId, unit), roles: [role] };
        return issueDevelopmentToken(key, bearer, { audience: "taizhang", lifetimeSeconds: 3600 });
      }),
    );
  const tokens = await tokensOf("follower");
  const wish = (nth: number, token: string) => ({ url, token, localAddress: `127.0.0.${2 + (nth % offices)}` });

  async function following(wishes: readonly Parameters<typeof subscriber>[0][]): Promise<Subscriber[]> {
    const made: Subscriber[] = [];
    for (let at = 0; at < wishes.length; at += connectingAtOnce) {
      const some = wishes.slice(at, at + connectingAtOnce).map(subscriber);
      made.push(...some);
      await Promise.all(some.map((each) => each.caughtUp()));
    }
    return made;
  }

  const [scout] = await following([{ ...wish(0, product.token), after: null, onChange: () => {} }]);
  const end = scout?.cursor() ?? null;
  scout?.close();
  const crowd = { hear: (_who: number, _text: string) => {} };
  const subscribers = await following(
    tokens.flatMap((token, bearer) =>
      Array.from({ length: socketsOfBearer }, (_, copy) => {
        const who = bearer * socketsOfBearer + copy;
        return { ...wish(who, token), after: end, onChange: (text: string) => crowd.hear(who, text) };
      }),
    ),
  );
  after(async () => {
    for (const each of subscribers) each.close();
  });

  return Object.assign(crowd, {
    product,
    subscribers,
    report: () => report(part),
    async owedAfter(cursor: string | null) {
      const told = bearers.map((): string[] => []);
      const replays = await following(
        (await tokensOf("replay")).map((token, bearer) => ({
          ...{ ...wish(bearer, token), after: cursor },
          onChange: (text: string) => void told[bearer]?.push(positionIn(text)),
        })),
      );
      for (const replay of replays) replay.close();
      return subscribers.map((_, who) => told[Math.floor(who / socketsOfBearer)] ?? []);
    },
  });
}
