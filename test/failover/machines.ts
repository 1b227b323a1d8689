// A ledger on many machines: an event store, two projectors and two APIs, each a process of its own, and people at work on it.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { developmentKey, issueDevelopmentToken } from "@taizhang/api";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { type Bearer, beijingDay } from "@taizhang/domain";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import type { EventLog } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { expect } from "vitest";
import { patient } from "../contract/event-log-facts.ts";
import { type Answered, freshDataDir, type RunningPart, startPart } from "../support/taizhang.ts";

/** The machines. */
export interface Machines {
  readonly log: EventLog;
  /** Begins to report progress and to read it. */
  load(): Load;
  /** What the last report is to be seen by: asks every API until it shows all reports. */
  allShown(reports: number): Promise<void>;
  /** All that the processes have logged. */
  logged(): string;
  /** Ends all of them; resolves with the exit codes of APIs and projectors. */
  stop(): Promise<readonly (number | null)[]>;
}

/** A report that was acknowledged. */
interface Acknowledged {
  readonly position: string;
  /** How many reports there were with it. */
  readonly reports: number;
}

/** Reports and reads without pause. Each read demands the report that was acknowledged last, mostly by the other API. */
export interface Load {
  /** What must never be: a report that was not taken, an answer that lacks a report, a failure that is no outage. */
  readonly wrong: readonly string[];
  readonly acknowledged: readonly Acknowledged[];
  /** How many questions were answered with an outage. */
  readonly refused: number;
  /** Resolves once so many more answers of each API held what they had to. */
  goesOn(answersOfEach?: number): Promise<void>;
  stop(): Promise<void>;
}

const unit = "区财政局";
const waits = new Set(["UNAVAILABLE", "READ_MODEL_BEHIND", "READ_MODEL_REBUILDING"]);

const reporting = `mutation ($input: ReportProgressInput!) {
  reportProgress(input: $input) { receipt { position } rejection { code } task { position } }
}`;
const showing = `query ($taskId: ID!, $atLeast: Position) {
  task(id: $taskId, atLeast: $atLeast) { position assignments { reportCount } }
  reviewQueue(first: 1, atLeast: $atLeast) { totalCount position }
}`;

/** Starts the machines, with one task on which a unit reports, on the Redis at an address. */
export async function startMachines(redisUrl: string): Promise<Machines> {
  const store = await startEventStore();
  const { dataDir, remove } = await freshDataDir();
  const log = esdbLog({ ...patient, url: store.url });
  const ledger = testLedger(beijingDay(new Date().toISOString()), () => log);
  const region = testRegion(ledger);
  const { taskIds } = await region.issue("任务分解表", [{ text: "公开财政预算决算", units: [[unit, "responsible"]] }]);
  const [taskId = ""] = taskIds;
  const key = await developmentKey(dataDir);
  const tokenOf = (bearer: Bearer) =>
    issueDevelopmentToken(key, bearer, { audience: "taizhang", lifetimeSeconds: 3600 });
  const office = await tokenOf(region.office);
  const clerk = await tokenOf(region.bearer("unit", unit));
  const settings = {
    EVENTSTORE_URL: store.url,
    REDIS_URL: redisUrl,
    TAIZHANG_DATA_DIR: dataDir,
    TAIZHANG_DEVELOPMENT_TOKENS: "true",
    TAIZHANG_BEARER_POINTS: "1000000000",
  };
  // Each projector keeps proofs of its own.
  const projectors = await Promise.all(
    ["one", "two"].map((name) =>
      startPart("projector", { ...settings, TAIZHANG_PROOFS_DIR: join(dataDir, `proofs-${name}`) }),
    ),
  );
  const apis = await Promise.all([startPart("api", settings), startPart("api", settings)]);
  const apiAt = (nth: number): RunningPart => apis[nth % apis.length] ?? expect.fail("no API");
  const parts = [...projectors, ...apis];

  /** Why an answer holds no data; null where that is not an outage. */
  const outageIn = ({ errors = [] }: Answered): string | null => {
    const codes: string[] = errors.map((error: { extensions?: { code?: string } }) => error.extensions?.code ?? "");
    return codes.length > 0 && codes.every((code) => waits.has(code)) ? codes.join() : null;
  };

  async function shownBy(api: RunningPart, atLeast: string | null) {
    const answer = await api.ask(showing, office, { taskId, atLeast });
    const [part] = answer.data?.task?.assignments ?? [];
    if (!part) return { outage: outageIn(answer), said: JSON.stringify(answer), reports: null };
    const { task, reviewQueue } = answer.data;
    const reports = Math.min(part.reportCount, reviewQueue?.totalCount ?? part.reportCount);
    const isEnough = [task, reviewQueue].every(
      (each) => atLeast === null || !each || (each.position !== null && BigInt(each.position) >= BigInt(atLeast)),
    );
    return { outage: null, said: JSON.stringify(answer), reports: isEnough ? reports : 0 };
  }

  const allShown = async (reports: number) => {
    for (const api of apis) await expect.poll(() => shownBy(api, null)).toMatchObject({ reports });
  };
  await allShown(0);
  let reportCount = 0;

  function load(): Load {
    const wrong: string[] = [];
    const acknowledged: Acknowledged[] = [];
    const shown = apis.map(() => 0);
    let refused = 0;
    let isOver = false;

    async function report(nth: number): Promise<void> {
      const { unitId } = region;
      const input = {
        ...{ commandId: randomUUID(), taskId, unitId: unitId(unit), progress: `第 ${nth} 次进展` },
        reportedOn: beijingDay(new Date().toISOString()),
      };
      const answer = await apiAt(nth).ask(reporting, clerk, { input });
      const { receipt } = answer.data?.reportProgress ?? {};
      if (!receipt) return void wrong.push(`not taken: ${JSON.stringify(answer)}`);
      reportCount += 1;
      acknowledged.push({ position: receipt.position, reports: reportCount });
    }

    async function read(nth: number): Promise<void> {
      const last = acknowledged.at(-1) ?? expect.fail("nothing is acknowledged");
      const { outage, reports, said } = await shownBy(apiAt(nth), last.position);
      if (reports !== null && reports >= last.reports) shown[nth % apis.length] = (shown[nth % apis.length] ?? 0) + 1;
      else if (reports === null && outage !== null) refused += 1;
      else wrong.push(`${last.reports} reports up to ${last.position}: ${said}`);
    }

    const forEver = async (work: (nth: number) => Promise<void>, first: number) => {
      for (let nth = first; !isOver && wrong.length < 3; nth += 1)
        await work(nth).catch((error: Error) => void wrong.push(`failed: ${error.message}: ${error.cause}`));
    };
    const begun = report(0);
    const running = [report, read, read].map((work, nth) => begun.then(() => forEver(work, nth)));
    return {
      wrong,
      acknowledged,
      get refused() {
        return refused;
      },
      async goesOn(answersOfEach = 10) {
        const before = [...shown];
        const areAllBack = () => shown.every((count, nth) => count > (before[nth] ?? 0) + answersOfEach);
        await expect.poll(() => areAllBack() || wrong.length > 0, { message: "each API answers" }).toBe(true);
        expect(wrong).toEqual([]);
      },
      async stop() {
        isOver = true;
        await Promise.all(running);
      },
    };
  }

  return {
    ...{ log, load, allShown },
    logged: () => parts.map((part) => part.logged()).join("\n"),
    async stop() {
      const codes = await Promise.all(parts.map((part) => part.stop()));
      await log.close();
      await store.stop();
      await remove();
      return codes;
    },
  };
}
