// Checks that nothing was forgotten between the domain, the read models, the API, the samples and the generated pages.
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, promisify } from "node:util";
import {
  type AnyAction,
  type AnyAggregate,
  type AnyEvent,
  aggregates,
  decodeFact,
  envelope,
  eventTypes,
  personalDataIn,
  rejections,
  tell,
  titleOf,
} from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { type AnyReadModel, models } from "@taizhang/projections";
import { buildSchema } from "graphql";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const golden = readdirSync(`${root}test/golden/events`);
const actions = Object.values(aggregates).flatMap((of) => Object.entries<AnyAction>(of.actions));

test("event names are unique in the whole system", () => {
  const names = Object.values(aggregates).flatMap((of) => [...of.events.keys()]);
  expect(new Set(names).size).toBe(names.length);
});

test("every event has a title of its own in Chinese, and in English its type says what happened", () => {
  const titles = [...eventTypes.values()].map(titleOf);
  expect(new Set(titles.map(({ zh }) => zh)).size).toBe(titles.length);
  for (const { zh, en } of titles) {
    expect(zh).toMatch(/^\p{Script=Han}{2,12}$/u);
    expect(en).toMatch(/^[A-Z][a-z]*( [a-z]+)+$/);
  }
});

test("action names are unique in the whole system", () => {
  expect(new Set(actions.map(([name]) => name)).size).toBe(actions.length);
});

test("an action is in the file of its name", () => {
  const fileOf = (name: string) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
  const wanted = Object.values(aggregates).flatMap((of) =>
    Object.keys(of.actions).map((name) => `packages/domain/src/${of.name}/${fileOf(name)}`),
  );
  expect(wanted.filter((file) => !existsSync(`${root}${file}`))).toEqual([]);
});

describe("an event has an effect: among the samples of its aggregate, at some place, the sample of every event changes", () => {
  /** The types of events whose sample makes no difference to what is made of the samples before it, at any place. */
  const without = (made: (of: AnyAggregate, events: readonly StoredEvent[]) => unknown) =>
    Object.values(aggregates).flatMap((of) => {
      const samples = [...of.events.values()].map(storedSample);
      // Twice, because what undoes something comes after what it undoes.
      const played = [...samples, ...samples];
      const changes = (event: StoredEvent) =>
        [...played.keys()].some((place) => {
          const before = played.slice(0, place);
          return !isDeepStrictEqual(made(of, before), made(of, [...before, event]));
        });
      return samples.filter((event) => !changes(event)).map(({ fact }) => fact.type);
    });

  test("the state that decisions read", () => {
    const state = (of: AnyAggregate, events: readonly StoredEvent[]) =>
      events.reduce((before, { fact, revision }) => of.evolve(before, fact, revision), of.initial);
    expect(without(state)).toEqual([]);
  });

  test("a document of some read model, although each model may ignore events", () => {
    const shown = models.filter(({ name }) => !["command-use", "event-places"].includes(name));
    // A denied attempt changes nothing. Its history is found by its place.
    const unshown = without((_of, events) => shown.map((model) => documentsOf(model, events)));
    expect(unshown).toEqual(["AttemptDenied"]);
  });
});

test("samples and examples are valid values, and hold no personal data", () => {
  for (const { type, version, sample, decode } of eventTypes.values()) {
    expect(decode(version, JSON.parse(JSON.stringify(sample))), type).toEqual(sample);
  }
  for (const [name, { command, example }] of actions) {
    expect(command.parse(JSON.parse(JSON.stringify(example))), name).toEqual(example);
    expect(personalDataIn(example), name).toBeNull();
  }
});

// They hold the due day of the moment beside the day they ask for, and change neither.
const onlyAsking = ["ExtensionRequested", "ReportingExtensionRequested"];

/** True if a value says what was before, wherever in it. */
const saysBefore = (value: unknown): boolean =>
  typeof value === "object" && value !== null && ("before" in value || Object.values(value).some(saysBefore));

test("an event that holds what was before says which fields it changes", () => {
  const holding = [...eventTypes.values()].filter(({ sample }) => saysBefore(sample));
  const silent = holding.filter(({ sample, fields }) => fields(sample).length === 0);
  expect(silent.map(({ type }) => type)).toEqual(onlyAsking);
});

test("the mutations are exactly the actions that a person may take, under the same names", () => {
  const schema = buildSchema(readFileSync(`${root}docs/schema.graphql`, "utf8"));
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {}).sort();
  const byPersons = actions.filter(([, action]) => action.by.some((doer) => doer !== "policy")).map(([name]) => name);
  expect(mutations).toEqual(byPersons.sort());
});

/** The text of all tests in these folders. */
const testsIn = (...folders: readonly string[]) =>
  folders
    .flatMap((folder) =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => readFileSync(`${root}${file}`, "utf8"))
    .join("\n");

test("every action has a decision test: given facts, when it is taken, then facts or a refusal", () => {
  const tests = testsIn("packages/domain/src");
  const isDecided = (name: string) => new RegExp(`\\.when\\(\\s*(\\w+\\.)*${name}\\b`).test(tests);
  expect(actions.map(([name]) => name).filter((name) => !isDecided(name))).toEqual([]);
});

test("every refusal is provoked by a test of the domain or of the write path", () => {
  const tests = testsIn("packages/domain/src", "packages/log/src");
  const provoked = (code: string) => new RegExp(`rejects\\(\\s*"${code}"|rejected: "${code}"`).test(tests);
  expect(Object.keys(rejections).filter((code) => !provoked(code))).toEqual([]);
});

test("the generated pages are current: `npm run gen` would write nothing", async () => {
  const generator = ["--import", "tsx", "scripts/gen/main.ts", "--check"];
  const run = promisify(execFile)(process.execPath, generator, { cwd: root });
  await expect(run).resolves.toMatchObject({ stdout: "" });
});

describe("golden samples: everything ever stored can still be read", () => {
  test("there is one of every event type in its current version", () => {
    const current = [...eventTypes.values()].map(({ type, version }) => `${type}.v${version}.json`);
    expect(current.filter((file) => !golden.includes(file))).toEqual([]);
  });

  test.each(golden)("%s", (file) => {
    const { type, data, metadata } = JSON.parse(readFileSync(`${root}test/golden/events/${file}`, "utf8"));
    const meta = envelope.parse(metadata);
    const fact = decodeFact(type, meta.schemaVersion, data);
    expect(file).toBe(`${fact.type}.v${meta.schemaVersion}.json`);
    // Finds renamed or dropped fields, which reading would not, because it ignores unknown fields.
    if (meta.schemaVersion === eventTypes.get(type)?.version) expect(fact.data).toEqual(data);
    expect(meta).toEqual(metadata);
    const { zh, en } = tell(fact, () => "某单位");
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(`${zh} ${en}`).not.toMatch(/undefined|null|\[object/);
  });
});

/** Everything a read model shows after these events. */
function documentsOf(model: AnyReadModel, events: readonly StoredEvent[]): unknown[] {
  const folds = new Map<string, unknown>();
  for (const event of events) {
    const key = model.key(event);
    if (key !== null) folds.set(key, model.fold(folds.get(key) ?? null, event));
  }
  return [...folds].flatMap(([key, fold]) => (fold === null ? [] : model.shows(fold, key)));
}

/** The sample of an event as the log would hold it, about the plan and the task that all samples are about. */
function storedSample({ type, version, sample }: AnyEvent): StoredEvent {
  const { metadata } = JSON.parse(readFileSync(`${root}test/golden/events/TaskOpened.v1.json`, "utf8"));
  const fact = decodeFact(type, version, sample);
  const place = { stream: "sample", revision: 0, position: 0n, recordedAt: "2021-06-30T02:00:00.000Z" };
  return { id: "00000000-0000-4000-8000-000000000001", fact, meta: envelope.parse(metadata), ...place };
}
