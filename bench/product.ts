// The whole product as a person starts it, with the demonstration in it, and a person to ask as.
import { setTimeout as delay } from "node:timers/promises";
import { type Position, policiesAreDone } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { freshDataDir, type RunningTaizhang, startTaizhang, tokenFor, unitOf } from "@taizhang/test/support/taizhang";
import type { After } from "./after.ts";

/** A running product, and a reporter of a unit that owes much. */
export interface Product {
  readonly running: RunningTaizhang;
  readonly dataDir: string;
  readonly unitId: string;
  readonly token: string;
}

const region = "420304";
const unit = "区财政局";

/** The setting with which a product makes every answer anew, also where nothing has happened since it was made. */
export const madeAnew = { TAIZHANG_REMEMBERED_ANSWERS_BYTES: "0" };

/** Starts it on a data directory of its own. `env` are further settings. */
export async function startProduct(after: After, env: Record<string, string> = {}): Promise<Product> {
  const { dataDir, remove } = await freshDataDir();
  after(remove);
  const running = await startTaizhang(dataDir, [], env);
  after(running.stop);
  await untilQuiet(running);
  return { running, dataDir, unitId: unitOf(region, unit), token: await tokenFor(dataDir, region, "unit", unit) };
}

/** The product on a history that was written before. */
export interface ProductOnHistory {
  readonly running: RunningTaizhang;
  /** The token of the region's auditor. */
  readonly token: string;
  /** The position of the last event. */
  readonly head: Position;
}

/** Starts it on a data directory, without a demonstration. `env` are further settings. */
export async function startProductOn(
  dataDir: string,
  regionId: string,
  after: After,
  env: Record<string, string> = {},
): Promise<ProductOnHistory> {
  const running = await startTaizhang(dataDir, ["--no-demo"], env);
  after(running.stop);
  return { running, token: await tokenFor(dataDir, regionId, "auditor"), head: await untilQuiet(running) };
}

/**
 * How long nothing may be appended before a product counts as quiet, in milliseconds. The day's end waits for the policies,
 * and looks again after five seconds at most.
 */
const quietMs = 8000;

/**
 * Resolves with the end of the log once nothing is appended any more, and the policies have gone through all of it. After its
 * start a product closes the days that have passed since the last one, and its policies look at every plan: until that is done
 * it has other work, and its answers change.
 */
export async function untilQuiet({ eventstoreUrl }: RunningTaizhang): Promise<Position> {
  const log = esdbLog({ url: eventstoreUrl });
  const { signal } = new AbortController();
  try {
    for (let before = await log.head(); ; ) {
      await delay(quietMs);
      const now = await log.head();
      if (now !== null && now === before && (await policiesAreDone(log, signal))) return now;
      before = now;
    }
  } finally {
    await log.close();
  }
}
