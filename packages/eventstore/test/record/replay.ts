// Plays a scenario of the record against a server, and tells where the answers are not the wanted ones.
import { EventStoreDBClient } from "@eventstore/db-client";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import { clientSteps } from "./client-steps.ts";
import { compare, type Wanted, wantedOf } from "./compare.ts";
import { withLines } from "./event-line.ts";
import { normalForm } from "./normal-form.ts";
import { type Player, partOf } from "./player.ts";
import type { Difference, Json, Scenario, Step } from "./program.ts";
import { Run } from "./run.ts";
import { clientSubscription, wireSubscription } from "./subscriptions.ts";
import { connectWire, methods, type Wire } from "./wire.ts";
import { wireSteps } from "./wire-steps.ts";

export interface Replayer {
  /** A line for each difference; empty if all is as wanted. */
  replay(topic: string, scenario: Scenario, differences: readonly Difference[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Connects to a server on a port of this machine; many scenarios may be played at once. */
export function replayer({ port, sleep }: { readonly port: number; sleep(ms: number): void }): Replayer {
  const address = `127.0.0.1:${port}`;
  const options = `tls=false&defaultDeadline=${24 * 3_600_000}`;
  const connect = (throws: boolean) =>
    EventStoreDBClient.connectionString(`esdb://${address}?${options}&throwOnAppendFailure=${throws}`);
  const clients = { throwing: connect(true), telling: connect(false) };
  const wire = connectWire(address);

  /** Answers on both connections come after what was sent there before; a few, because the server works in turns. */
  async function settled(): Promise<void> {
    for (let n = 0; n < 3; n++) await Promise.all([askOnWire(wire.open), askThrough(clients.throwing)]);
  }

  return {
    async replay(topic, scenario, differences) {
      const run = new Run();
      const player: Player = {
        run,
        address,
        wire: wire.open,
        client: (throws) => (throws ? clients.throwing : clients.telling),
        settled,
        sleep,
        play: (step, wanted) => play(player, step, wanted),
      };
      const wanted = scenario.steps.map((recorded, i) => wantedOf(topic, scenario, recorded, i, differences));
      const raw: unknown[] = [];
      for (const [i, { step }] of scenario.steps.entries()) raw.push(await play(player, step, awaited(wanted[i])));
      const answers = normalForm(raw, { run, address, nowMs: Date.now() });
      return scenario.steps.flatMap(({ step }, i) => {
        const answer = shown(step, answers[i] ?? null);
        const found = compare(wanted[i] ?? { answer: null, free: [] }, answer);
        return found.map((difference) => `${topic} / ${scenario.name} / ${i} ${step.op} ${difference}`);
      });
    },
    async close() {
      wire.close();
      await Promise.all([clients.throwing.dispose(), clients.telling.dispose()]);
    },
  };
}

async function askOnWire(open: Wire): Promise<void> {
  const call = open(methods.features, () => {});
  call.send(new sharedPb.Empty());
  call.end();
  await call.ended;
}

async function askThrough(client: EventStoreDBClient): Promise<void> {
  for await (const _ of client.readAll({ maxCount: 1 }));
}

/** What a step may wait for: if any answer will do, it need not be a failure. */
function awaited(wanted: Wanted | undefined): Json {
  if (!wanted?.free.includes("**")) return wanted?.answer ?? null;
  const { status, error, ...rest } = Object.fromEntries(Object.entries(wanted.answer ?? {}));
  return rest;
}

async function play(player: Player, step: Step, wanted: Json): Promise<unknown> {
  const answer = await answerTo(player, step, wanted);
  if (step.as !== undefined) player.run.remember(step.as, answer);
  return answer;
}

function answerTo(player: Player, step: Step, wanted: Json): Promise<unknown> {
  const { op, via, steps = [], path, method = "GET" } = step;
  if (op.startsWith("subscribe")) return (via === "wire" ? wireSubscription : clientSubscription)(player, step, wanted);
  const single = clientSteps[op] ?? wireSteps[op];
  if (single) return single(player, step, wanted);
  if (op === "parallel") return together(player, step, steps, wanted);
  if (op === "http") return askOverHttp(`http://${player.address}${path}`, method);
  if (op === "sleep") {
    player.sleep(step.ms ?? 0);
    return Promise.resolve({ ok: null });
  }
  // Every run has names of its own, so a connection that others use, too, is as good as a new one.
  if (op === "reconnect") return Promise.resolve({ ok: null });
  throw new Error(`There is no step "${op}".`);
}

async function together(player: Player, { sorted }: Step, steps: readonly Step[], wanted: Json): Promise<unknown> {
  const answers = await Promise.all(
    steps.map((each, i) => player.play(each, partOf(partOf(wanted, "answers"), `${i}`) ?? null)),
  );
  return sorted ? { answers, sorted: true } : { answers };
}

async function askOverHttp(url: string, method: string): Promise<unknown> {
  const response = await fetch(url, { method });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
}

/** The answer as the record has it: only the success of a preparation, sorted answers of parallel steps, events as lines. */
function shown(step: Step, answer: Json): Json {
  if (step.setup && partOf(answer, "ok") !== undefined) return "done";
  const answers = partOf(answer, "answers");
  const inOrder =
    step.sorted && Array.isArray(answers)
      ? {
          answers: answers
            .map((each) => JSON.stringify(each))
            .sort()
            .map((each): Json => JSON.parse(each)),
        }
      : answer;
  return step.full ? inOrder : withLines(inOrder);
}
