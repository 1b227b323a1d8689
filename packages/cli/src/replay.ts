// `taizhang replay`: plays the history of a plan 重放 as sentences and states, from the log alone.
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  day as anyDay,
  regionId as anyRegionId,
  beijingDay,
  completion,
  nameOfOn,
  type PlanState,
  plan,
  roster,
  task,
} from "@taizhang/domain";
import type { EventLog, StoredEvent } from "@taizhang/log";
import { inBoth } from "@taizhang/process";
import { replay } from "@taizhang/projections";
import { z } from "zod";
import type { Config } from "./config.ts";
import { type KnownPlan, planNamed } from "./plan-named.ts";
import { languages, standingInLine, stepInLines } from "./replayed-lines.ts";
import { goesOn, type Keyboard } from "./wait-for-key.ts";
import { withLog } from "./with-log.ts";

/** What is said on the command line. */
const wished = z.object({
  plan: z.string().trim().min(1),
  region: anyRegionId.optional(),
  to: anyDay.optional(),
  step: z.boolean().default(false),
  language: z.enum(languages).default("zh"),
});

type Wish = z.infer<typeof wished>;

/** Where the keys come from, the replay goes, and it is said that a key is waited for. */
interface Terminal {
  readonly input: Keyboard;
  readonly output: Writable;
  readonly prompt: Pick<Writable, "write"> & { readonly isTTY?: boolean };
}

const ours: Terminal = { input: process.stdin, output: process.stdout, prompt: process.stderr };

/** Plays the history of a plan up to the end of a day, or to its end. Rejects with a sentence if there is no such plan. */
export async function playPlan(config: Config, said: object): Promise<void> {
  const wish = wished.parse(said);
  if (wish.step && !(ours.input.isTTY && ours.prompt.isTTY))
    throw new Error(
      inBoth({
        zh: "--step 要在终端等待按键，而这里没有终端：不加它即一次全部给出",
        en: "--step waits for a key at a terminal, and there is none here: leave it out to have it all at once",
      }),
    );
  await withLog(config, (log) => playOn(log, wish, ours));
}

/** The same on a log, from and to a terminal. */
export async function playOn(log: EventLog, said: object, terminal: Terminal): Promise<void> {
  const wish = wished.parse(said);
  const lines = Readable.from(
    played(log, await planNamed(wish.plan, plansIn(log, wish.region), wish.region), wish, terminal),
    { highWaterMark: 1 },
  );
  await pipeline(lines, terminal.output, { end: false }).catch(unlessReaderHasGone);
}

/** Whoever reads may have seen enough: `| head`. */
function unlessReaderHasGone(error: unknown): void {
  if (error instanceof Error && "code" in error && error.code === "EPIPE") return;
  throw error;
}

/** The events that the log holds by now. Rejects with an event that cannot be read. */
async function* past(log: EventLog, types?: readonly string[]): AsyncGenerator<StoredEvent> {
  const ended = new AbortController();
  try {
    for await (const received of log.follow(null, { ...(types ? { types } : {}), signal: ended.signal })) {
      if (received.kind === "caughtUp") return;
      if (received.kind === "unreadable") throw received.event;
      if (received.kind === "event") yield received.event;
    }
  } finally {
    ended.abort();
  }
}

/** The plans that were imported, as far as each is now. */
async function* plansIn(log: EventLog, region: string | undefined): AsyncGenerator<KnownPlan> {
  const known = new Map<string, { readonly state: PlanState; readonly told: Omit<KnownPlan, "status"> }>();
  for await (const { fact, meta, revision } of past(log, [...plan.events.keys()])) {
    const { planId, regionId } = meta;
    if (planId === null || (region !== undefined && regionId !== region)) continue;
    const before = known.get(planId);
    const state = plan.evolve(before?.state ?? plan.initial, fact, revision);
    if (before !== undefined) known.set(planId, { ...before, state });
    else if (fact.type === "PlanImported") {
      const { title, noticeTitle } = fact.data.plan;
      known.set(planId, { state, told: { planId, region: regionId, title, noticeTitle, importedAt: meta.happenedAt } });
    }
  }
  for (const { state, told } of known.values()) if (state.status !== "none") yield { ...told, status: state.status };
}

/** The lines of a replay, as the log is read. */
async function* played(
  log: EventLog,
  { planId, region }: KnownPlan,
  { to, step, language }: Wish,
  terminal: Terminal,
): AsyncGenerator<string> {
  const replaying = replay();
  let names = roster.initial;
  let last = "";
  for await (const event of past(log)) {
    const { fact, meta } = event;
    if (roster.events.has(fact.type) && meta.regionId === region) names = roster.evolve(names, fact, event.revision);
    const day = beijingDay(meta.happenedAt);
    if (meta.planId !== planId || !isPlayed(fact.type) || (to !== undefined && day > to)) continue;
    if (step && last !== "" && !(await nextWanted(terminal, language))) return;
    const changed = replaying.step(event);
    const rows = new Map(replaying.tasks().map(({ opened }) => [opened.taskId, opened.row]));
    const nameOf = (id: string) => nameOfOn(names, id, day);
    const telling = { language, nameOf, rowOf: (taskId: string) => rows.get(taskId) };
    yield `${stepInLines(event, changed, telling).join("\n")}\n`;
    if (day > last) last = day;
  }
  if (last !== "") yield `${standingInLine(replaying.tasks(), to ?? last, language)}\n`;
  else yield language === "zh" ? `${to}：还没有发生任何事\n` : `${to}: nothing had happened yet\n`;
}

const isPlayed = (type: string): boolean => [plan, task, completion].some(({ events }) => events.has(type));

/** Says that a key is waited for, and waits. */
async function nextWanted({ input, prompt }: Terminal, language: Wish["language"]): Promise<boolean> {
  prompt.write(language === "zh" ? "—— 按任意键继续，q 结束 ——" : "-- any key goes on, q ends --");
  const isWanted = await goesOn(input);
  prompt.write("\r\u001b[K");
  return isWanted;
}
