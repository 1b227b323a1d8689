// Events that another program may have put into the log.
import { randomUUID } from "node:crypto";
import type { TestLedger } from "./region.ts";

/** Appends one: typed as nothing, because it is nothing of ours. Resolves with its position. */
export async function strange(
  { log }: Pick<TestLedger, "log">,
  stream: string,
  revision: number,
  type: string,
): Promise<bigint> {
  const event = JSON.parse(JSON.stringify({ id: randomUUID(), fact: { type, data: { what: "ever" } } }));
  const appended = await log.append(stream, revision, [event]);
  if (typeof appended === "string") throw new Error(appended);
  return appended.position;
}
