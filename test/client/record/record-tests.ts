// Tests that play the scenarios of the record.
import { afterAll, expect, test } from "vitest";
import { startEventStore } from "../../support/embedded-eventstore.ts";
import { readDifferences, readRecord, type Scenario, type Topic } from "./program.ts";
import { replayer } from "./replay.ts";

/** Whether a scenario looks at the whole log, where it would see what others write. */
export function looksAtAll({ steps }: Scenario): boolean {
  return /"op":"(readAll|subscribeAll)"|"all":true/.test(JSON.stringify(steps.map(({ step }) => step)));
}

/** One test for each topic, of its scenarios that `isChosen` picks, so many at once, on a server of their own. */
export async function testRecord(isChosen: (scenario: Scenario) => boolean, atOnce: number): Promise<void> {
  const server = await startEventStore({ flags: ["--memory"] });
  const { replay, close } = replayer(server.port);
  afterAll(async () => {
    await close();
    await server.stop();
  });
  const differences = readDifferences();

  test("an answer that is not the recorded one is noticed", async () => {
    const topics = readRecord().filter(({ scenarios }) => scenarios.some(isChosen));
    const { topic, scenario } = withWrongAnswer(topics, isChosen);
    expect(await replay(topic, scenario, [])).toContainEqual(expect.stringContaining('wanted "something else"'));
  });

  for (const { topic, scenarios } of readRecord()) {
    const chosen = scenarios.filter(isChosen);
    if (chosen.length === 0) continue;
    test(`${topic}: ${chosen.length} programmes are answered as EventStoreDB does, or otherwise on purpose`, async () => {
      const left = [...chosen];
      const found: string[] = [];
      const lane = async () => {
        for (let next = left.shift(); next; next = left.shift())
          found.push(...(await replay(topic, next, differences)));
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
