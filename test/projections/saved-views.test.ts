// Views in memory that go on after a start: what was saved is what was there, and a file that does not fit is passed over.
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { EventLog, Place } from "@taizhang/log";
import { type RestorableLog, restorableLog } from "@taizhang/log/testing/restorable-log";
import { everything } from "@taizhang/log/testing/shell";
import { memoryViews, models, noCheckpoint, savedViews, startRunner, type Views } from "@taizhang/projections";
import { afterEach, beforeEach, expect, test } from "vitest";
import { storyLog } from "../support/story.ts";
import { oneTask } from "./one-task.ts";

let directory: string;
let file: string;
let lines: string[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "saved-"));
  file = join(directory, "read-models.jsonl");
  lines = [];
});
afterEach(() => rm(directory, { recursive: true }));

const logger = {
  info: (_fields: object, words: string) => void lines.push(words),
  warn: (_fields: object, words: string) => void lines.push(words),
  error: (_fields: object, words: string) => void lines.push(words),
};
const open = (of = models) => savedViews({ file, models: of, logger });

/** Runs a projector to the end of a log; resolves with the places from which it followed. */
async function run(log: EventLog, views: Views): Promise<(Place | null)[]> {
  const places: (Place | null)[] = [];
  const follow: EventLog["follow"] = (after, options) => {
    places.push(after);
    return log.follow(after, options);
  };
  const runner = startRunner({ log: { ...log, follow }, views, models, logger });
  await runner.caughtUp;
  await runner.stop();
  return places;
}

/** Everything that views hold of a log: checkpoints, folds, and each index that the demonstration has, in order. */
async function contents(log: EventLog, views: Views) {
  const events = await everything(log);
  const folds = await views.look(
    models.map((model) => ({
      model,
      keys: [...new Set(events.map((event) => model.key(event)).filter((key) => key !== null))],
    })),
  );
  const indexes = models.flatMap((model, nth) =>
    (folds[nth]?.folds ?? []).flatMap((fold) =>
      fold === null
        ? []
        : model.shows(fold, "").flatMap(({ entries }) => entries.map(({ index }) => ({ model, index }))),
    ),
  );
  const seen = new Set(indexes.map(({ model, index }) => `${model.name}\n${index}`));
  const lists = [];
  for (const of of seen) {
    const [name, index = ""] = of.split("\n");
    const model = models.find((each) => each.name === name) ?? expect.fail(`no model ${name}`);
    const whole = { model, kind: "", prefix: "", read: (kept: unknown) => kept, shown: () => expect.fail("") };
    lists.push([of, (await views.list(whole, index, { first: 100_000 })).value]);
  }
  return { folds, lists };
}

async function builtAnew(log: EventLog) {
  const views = memoryViews();
  await run(log, views);
  return contents(log, views);
}

test("the year of the story is saved and taken back whole; the projector goes on behind it", async () => {
  const log = await storyLog();
  const before = await open();
  expect(await run(log, before)).toEqual([null]);
  await before.close();
  expect((await stat(file)).mode & 0o077).toBe(0);
  const after = await open();
  // The year is much to compare: a difference is only said to be there.
  expect(isDeepStrictEqual(await contents(log, after), await builtAnew(log))).toBe(true);
  const last = (await everything(log)).at(-1)?.position;
  expect(await run(log, after)).toMatchObject([{ position: last }]);
});

test("what was reported meanwhile is added, whatever its words hold; what has not changed is not written again", async () => {
  const { log, report } = await oneTask();
  await report(1, "第一行\u2028第二行\n第三行");
  const first = await open();
  await run(log, first);
  await first.close();
  const written = await stat(file);
  await report(2);
  const second = await open();
  await run(log, second);
  expect(await contents(log, second)).toEqual(await builtAnew(log));
  await second.close();
  const again = await stat(file);
  expect(again.ino).not.toBe(written.ino);
  await (await open()).close();
  expect((await stat(file)).ino).toBe(again.ino);
});

test("a file that is cut, changed or prolonged anywhere is told of and passed over", async () => {
  const { log } = await oneTask();
  const views = await open();
  await run(log, views);
  await views.close();
  const whole = await readFile(file);
  const step = Math.ceil(whole.length / 40);
  const damages = [Buffer.concat([whole, Buffer.from("{}\n")]), Buffer.concat([whole, Buffer.from("x")])];
  for (let at = 0; at < whole.length; at += step) {
    damages.push(whole.subarray(0, at));
    damages.push(Buffer.from(whole.map((byte, place) => (place === at ? byte ^ 1 : byte))));
  }
  for (const damaged of damages) {
    await writeFile(file, damaged);
    lines = [];
    const passed = await open();
    expect(lines).toEqual([expect.stringContaining("cannot be used")]);
    for (const model of models) expect(await passed.checkpoint(model)).toEqual(noCheckpoint);
  }
});

test("a model that has stopped says where and why after the next start, too", async () => {
  const { log } = await oneTask();
  const { position: _, revision, stream, ...last } = (await everything(log)).at(-1) ?? expect.fail("the log is empty");
  const strange = { ...last, id: "11111111-1111-4111-8111-111111111111", fact: JSON.parse('{"type":"Strange"}') };
  await log.append(stream, revision, [strange]);
  const views = await open();
  await run(log, views);
  const before = await Promise.all(models.map((model) => views.checkpoint(model)));
  expect(before.filter(({ stop }) => stop?.reason === "unreadable").length).toBeGreaterThan(0);
  await views.close();
  const after = await open();
  expect(await Promise.all(models.map((model) => after.checkpoint(model)))).toEqual(before);
});

test("what a killed process had begun to write does not matter", async () => {
  const { log } = await oneTask();
  const views = await open();
  await run(log, views);
  await views.close();
  await writeFile(`${file}.part`, "{");
  const after = await open();
  expect(await contents(log, after)).toEqual(await builtAnew(log));
});

test("a model of another version begins with the log, and the others go on", async () => {
  const { log } = await oneTask();
  const views = await open();
  await run(log, views);
  await views.close();
  const [raised, ...others] = models.map((model, nth) =>
    nth === 0 ? { ...model, version: model.version + 1 } : model,
  );
  const after = await open(raised ? [raised, ...others] : []);
  for (const model of models.slice(0, 1)) expect(await after.checkpoint(model)).toEqual(noCheckpoint);
  for (const model of others) expect(await after.checkpoint(model)).toMatchObject({ live: true });
});

test("what was saved of a log that was restored since then is made anew", async () => {
  let restorable: RestorableLog | undefined;
  const { report, forget } = await oneTask((now) => {
    restorable = restorableLog(now);
    return restorable.log;
  });
  const { log, restore } = restorable ?? expect.fail("no log was made");
  await report(2);
  const views = await open();
  await run(log, views);
  await views.close();
  await restore((await everything(log)).at(-2)?.position ?? null);
  forget(1);
  await report(1, "恢复之后另报的进展");
  const after = await open();
  await run(log, after);
  expect(await contents(log, after)).toEqual(await builtAnew(log));
});
