// Waiting until a runner of read models has read the log to its end.
import { inBoth } from "@taizhang/process";
import type { Runner } from "@taizhang/projections";

/** Resolves once it has. Rejects with the reason if it ends before. */
export const readToEnd = ({ caughtUp, ended }: Pick<Runner, "caughtUp" | "ended">): Promise<void> =>
  Promise.race([caughtUp, ended.then(failed)]);

function failed(reason: string | null): never {
  throw new Error(reason ?? inBoth({ zh: "事件日志未能读到末尾", en: "the log could not be read to its end" }));
}
