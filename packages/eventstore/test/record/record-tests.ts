// Makes the tests that play the scenarios of the record.
import { afterAll, expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { readDifferences, readRecord, type Scenario, type Topic } from "./program.ts";
import { replayer } from "./replay.ts";

/** Whether a scenario looks at the whole log, where it would see what others write. */
export function looksAtAll({ steps }: Scenario): boolean {
  return /"op":"(readAll|subscribeAll)"|"all":true/.test(JSON.stringify(steps.map(({ step }) => step)));
}

/** Whether a scenario lets time pass. */
export function sleeps({ steps }: Scenario): boolean {
  return steps.some(({ step }) => step.op === "sleep");
}

/** What scenarios are played against. */
export interface Server {
  readonly port: number;
  sleep(ms: number): void;
  stop(): Promise<unknown>;
}

/** The server as a process, whose clock is the machine's. */
export async function serverProcess(): Promise<Server> {
  const server = await startEventStore({ flags: ["--memory"] });
  return {
    ...server,
    sleep() {
      throw new Error("The clock of this server is not ours.");
    },
  };
}

/** Makes one test for each topic, of the scenarios that `isChosen` picks, playing `atOnce` of them at a time. */
export async function testRecord(
  server: Server,
  isChosen: (scenario: Scenario) => boolean,
  atOnce: number,
): Promise<void> {
  const { replay, close } = replayer(server);
  afterAll(async () => {
    await close();
    await server.stop();
  });
  const differences = readDifferences();

  test("an answer that is not the recorded one is noticed", async () => {
    const topics = readRecord().filter(({ scenarios }) => scenarios.some(isChosen));
    const { topic, scenario } = withWrongAnswer(topics, isChosen);
    expect(await replay(topic, scenario, differences)).toContainEqual(
      expect.stringContaining('wanted "something else"'),
    );
  });

  for (const { topic, scenarios } of readRecord()) {
    const chosen = scenarios.filter(isChosen);
    if (chosen.length === 0) continue;
    test(`${topic}: ${chosen.length} programmes are answered as by EventStoreDB, or differently on purpose`, async ({
      signal,
    }) => {
      const left = [...chosen];
      const found: string[] = [];
      const playing = new Set<string>();
      signal.addEventListener("abort", () => process.stderr.write(`Still played: ${[...playing].join(", ")}\n`));
      const lane = async () => {
        for (let next = left.shift(); next; next = left.shift()) {
          playing.add(next.name);
          found.push(...(await replay(topic, next, differences)));
          playing.delete(next.name);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
      expect(found).toEqual([]);
    });
  }
}

/** The first chosen scenario whose last step has an answer that is compared, with another answer in its place. */
function withWrongAnswer(topics: readonly Topic[], isChosen: (scenario: Scenario) => boolean) {
  for (const { topic, scenarios } of topics) {
    for (const scenario of scenarios.filter(isChosen)) {
      const last = scenario.steps.at(-1);
      if (!last || scenario.loose?.includes("**") || last.step.loose?.includes("**")) continue;
      return {
        topic,
        scenario: { ...scenario, steps: scenario.steps.with(-1, { ...last, answer: "something else" }) },
      };
    }
  }
  throw new Error("No scenario is chosen.");
}
