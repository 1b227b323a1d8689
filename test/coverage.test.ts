// Checks that nothing was forgotten between the domain, the read models, the API, the samples and the generated pages.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  type AnyAction,
  type AnyEvent,
  aggregates,
  decodeFact,
  envelope,
  eventTypes,
  personalDataIn,
  rejections,
  tell,
} from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { models } from "@taizhang/projections";
import { buildSchema } from "graphql";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const golden = readdirSync(`${root}test/golden/events`);
const actions = Object.values(aggregates).flatMap((of) => Object.entries<AnyAction>(of.actions));

test("event names are unique in the whole system", () => {
  const names = Object.values(aggregates).flatMap((of) => [...of.events.keys()]);
  expect(new Set(names).size).toBe(names.length);
});

test("action names are unique in the whole system", () => {
  expect(new Set(actions.map(([name]) => name)).size).toBe(actions.length);
});

test("every event changes a document of some read model, although each model may ignore events", () => {
  const isKept = (type: AnyEvent) =>
    models.some((model) => model.key(storedSample(type)) !== null && model.name !== "command-use");
  expect([...eventTypes.values()].filter((type) => !isKept(type)).map(({ type }) => type)).toEqual([]);
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

test("the mutations are exactly the actions that a person may take, under the same names", () => {
  const schema = buildSchema(readFileSync(`${root}docs/schema.graphql`, "utf8"));
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {}).sort();
  const byPersons = actions.filter(([, action]) => action.by.some((doer) => doer !== "policy")).map(([name]) => name);
  expect(mutations).toEqual(byPersons.sort());
});

test("every refusal is provoked by a test of the domain or of the write path", () => {
  const tests = ["packages/domain/src", "packages/log/src"]
    .flatMap((rooms) =>
      readdirSync(`${root}${rooms}`, { recursive: true, encoding: "utf8" }).map((file) => `${rooms}/${file}`),
    )
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => readFileSync(`${root}${file}`, "utf8"))
    .join("\n");
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

/** The sample of an event as the log holds it: what the golden file of its version says. */
function storedSample({ type, version }: AnyEvent): StoredEvent {
  const { data, metadata } = JSON.parse(readFileSync(`${root}test/golden/events/${type}.v${version}.json`, "utf8"));
  const fact = decodeFact(type, version, data);
  const place = { stream: "sample", revision: 0, position: 0n, recordedAt: "2021-06-30T02:00:00.000Z" };
  return { id: "00000000-0000-4000-8000-000000000001", fact, meta: envelope.parse(metadata), ...place };
}
