// Health: whether the process lives, whether it can serve, and the meters.
import type { Sentence } from "@taizhang/domain";
import type { Position } from "@taizhang/log";
import { settledWithin } from "@taizhang/process";
import { models, parkedPlans, planCard } from "@taizhang/projections";
import type { ProofsStanding } from "@taizhang/proving";
import type { FastifyInstance } from "fastify";
import { Gauge } from "prom-client";
import type { Parts } from "../context.ts";
import type { Bounds } from "../limits/limits.ts";
import type { Lag } from "../reading/lag.ts";
import type { Meters } from "./metrics.ts";

/** What is wrong with a part, as a word for machines and in both languages. */
interface Reason extends Sentence {
  readonly code: "NO_ANSWER" | "DISK_FULL" | "CLOCK_DOUBTED" | "STOPPED" | "REBUILDING" | "BEHIND";
}

const noAnswer: Reason = { code: "NO_ANSWER", zh: "没有应答", en: "it does not answer" };
const rebuilding: Reason = { code: "REBUILDING", zh: "正在重建", en: "it is being rebuilt" };
const behind: Reason = { code: "BEHIND", zh: "落后于事件日志", en: "it is behind the log" };
const diskFull: Reason = {
  code: "DISK_FULL",
  zh: "事件库不接受新事件：磁盘已满，请在那里腾出空间",
  en: "it refuses appends: its disk is full; make room there",
};
const proofsStopped: Reason = {
  code: "STOPPED",
  zh: "已不再记录证明；原因见投影进程的日志",
  en: "they are not kept any more: the projector's log says why",
};
const clockDoubted = (doubt: Sentence | null): Reason | null => doubt && { code: "CLOCK_DOUBTED", ...doubt };
const stoppedAfter = (position: Position | null): Reason => ({
  code: "STOPPED",
  zh: `已停在位置 ${position ?? "（起点）"}；停在哪个事件、为什么，见投影进程的日志`,
  en: `it has stopped after position ${position ?? "none"}: the projector's log says at which event and why`,
});

interface Watched extends Pick<Parts, "log" | "views" | "clock" | "proofs"> {
  readonly meters: Meters;
  readonly bounds: Bounds;
  readonly lag: Pick<Lag, "isBehind">;
  /** Whether tokens of the development key are accepted; every answer about health says so. */
  readonly developmentTokens: boolean;
}

/**
 * Adds `GET /health/live`, `GET /health/ready` (503 with the reasons where the server cannot serve) and
 * `GET /metrics`. They need no token, name no person and say nothing of any plan.
 */
export function serveHealth(
  app: FastifyInstance,
  { log, views, clock, proofs, meters, bounds, lag: { isBehind }, developmentTokens }: Watched,
): void {
  /** The answer of a part, or a failure when it takes too long. */
  async function answered<Value>(answer: Promise<Value>): Promise<Value> {
    if (!(await settledWithin(answer, bounds.healthMs))) throw new Error(`no answer within ${bounds.healthMs} ms`);
    return answer;
  }

  // The message of a failure may name addresses, and everybody may read this, so it is left out.
  async function checked(part: string, reasonOf: () => Promise<Reason | null>) {
    const reason = await answered(reasonOf()).catch(() => noAnswer);
    return reason === null ? [] : [{ part, code: reason.code, reason: reason.en, reasonZh: reason.zh }];
  }

  app.get("/health/live", async () => ({ status: "live" }));

  app.get("/health/ready", async (_request, reply) => {
    const checks = await Promise.all([
      checked("log", async () => {
        await log.head();
        return (await log.takesAppends()) ? null : diskFull;
      }),
      // Where the log cannot be asked, that alone is told.
      checked("clock", async () => clockDoubted(await clock.doubt().catch(() => null))),
      checked("proofs", async () => ((await proofs.standing())?.isStopped ? proofsStopped : null)),
      ...models.map((model) =>
        checked(model.name, async () => {
          const { live, stopped, position } = await views.checkpoint(model);
          if (stopped) return stoppedAfter(position);
          if (!live) return rebuilding;
          return isBehind(position) ? behind : null;
        }),
      ),
    ]);
    const problems = checks.flat();
    reply.code(problems.length === 0 ? 200 : 503);
    return {
      status: problems.length === 0 ? "ready" : "notReady",
      problems,
      ...(developmentTokens
        ? { warning: "development tokens are accepted: whoever can read the data directory can act as anybody" }
        : {}),
    };
  });

  app.get("/metrics", async (_request, reply) => {
    reply.type(meters.registry.contentType);
    return meters.registry.metrics();
  });

  const parked = new Gauge({
    name: "taizhang_plans_parked",
    help: "The plans that wait because a policy was refused; -1 where that cannot be told. The log says which and why.",
    registers: [meters.registry],
    async collect() {
      const counted = await answered(views.count(planCard, parkedPlans)).catch(() => undefined);
      parked.set(counted?.value ?? -1);
    },
  });

  const lag = new Gauge({
    name: "taizhang_read_model_lag",
    help: "How far a read model is behind the log's last event, in units of position; -1 where that cannot be told.",
    labelNames: ["model"],
    registers: [meters.registry],
    async collect() {
      const head = await answered(log.head()).catch(() => undefined);
      for (const model of models) {
        const checkpoint = await answered(views.checkpoint(model)).catch(() => undefined);
        const known = head !== undefined && checkpoint !== undefined;
        lag.set({ model: model.name }, known ? Number((head ?? 0n) - (checkpoint.position ?? 0n)) : -1);
      }
    },
  });

  /** A figure about the proofs; -1 where it cannot be told. */
  const ofProofs = (name: string, help: string, figureOf: (standing: ProofsStanding | null) => Promise<number>) => {
    const gauge = new Gauge({
      name,
      help,
      registers: [meters.registry],
      async collect() {
        gauge.set(await answered(proofs.standing().then(figureOf)).catch(() => -1));
      },
    });
  };
  ofProofs(
    "taizhang_proofs_lag",
    "How far the proofs are behind the log's last event, in units of position; -1 where that cannot be told.",
    async (standing) => Number(((await log.head()) ?? 0n) - (standing?.position ?? 0n)),
  );
  ofProofs(
    "taizhang_proofs_stopped",
    "1 where proofs are not kept any more, as when the log is not what was signed; -1 where that cannot be told.",
    async (standing) => Number(standing?.isStopped ?? false),
  );

  const stopped = new Gauge({
    name: "taizhang_read_model_stopped",
    help: "1 where a read model has stopped before an event it cannot take, and is served as stale; -1 where that cannot be told.",
    labelNames: ["model"],
    registers: [meters.registry],
    async collect() {
      for (const model of models) {
        const checkpoint = await answered(views.checkpoint(model)).catch(() => undefined);
        stopped.set({ model: model.name }, checkpoint ? Number(checkpoint.stopped) : -1);
      }
    },
  });
}
