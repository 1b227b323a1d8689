// The whole product as a person starts it, with the demonstration in it, and a person to ask as.
import { freshDataDir, type RunningTaizhang, startTaizhang, tokenFor, unitOf } from "@taizhang/test/support/taizhang";
import type { After } from "./after.ts";

/** A running product, and a reporter of a unit that owes much. */
export interface Product {
  readonly running: RunningTaizhang;
  readonly unitId: string;
  readonly token: string;
}

const region = "420304";
const unit = "区财政局";

/** Starts it on a data directory of its own. */
export async function startProduct(after: After): Promise<Product> {
  const { dataDir, remove } = await freshDataDir();
  after(remove);
  const running = await startTaizhang(dataDir);
  after(running.stop);
  return { running, unitId: unitOf(region, unit), token: await tokenFor(dataDir, region, "unit", unit) };
}
