// A real store whose log is restored from a backup, under clients that go on.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { roster } from "@taizhang/domain";
import { office, region, uuid } from "@taizhang/domain/testing/people";
import { runCommand, startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { type Executor, LogReplaced, placeOf, processLog } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { processOn } from "@taizhang/log/testing/shell";
import { expect, test } from "vitest";
import { inStream, newStream, patient, registrations } from "./event-log-facts.ts";

test.each([
  { who: "who follows by itself", logAt: (url: string) => esdbLog({ ...patient, url }) },
  { who: "who shares the following of its process", logAt: (url: string) => processLog(esdbLog({ ...patient, url })) },
])(
  "after a restore, $who is told, places ahead or elsewhere are refused, and the head is the log's own",
  async ({ logAt }) => {
    const folder = await mkdtemp(join(tmpdir(), "restored-"));
    const [dataDir, backup, restored] = ["data", "backup", "restored"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const store = await startEventStore({ dataDir });
    const log = logAt(store.url);
    const [stream, other] = [newStream(), newStream()];
    await log.append(stream, -1, registrations(2));
    expect(await runCommand(["backup", "--data", dataDir, "--to", backup])).toMatchObject({ exitCode: 0 });
    await log.append(stream, 1, registrations(3));
    const [, kept, lost, , last] = (await inStream(log, stream)).map(placeOf);
    if (!kept || !lost || !last) throw new Error("five events were appended");
    expect(await log.head()).toBe(last.position);

    const messages = log.follow(kept, { signal: new AbortController().signal })[Symbol.asyncIterator]();
    for (let caughtUp = false; !caughtUp; ) caughtUp = (await messages.next()).value.kind === "caughtUp";
    const next = messages.next();
    const seen = expect(next).rejects.toThrow(LogReplaced);
    await store.stop();
    expect(await runCommand(["restore", "--from", backup, "--data", restored])).toMatchObject({ exitCode: 0 });
    const again = await startEventStore({ dataDir: restored, port: store.port });
    await seen;

    expect(await log.head()).toBe(kept.position);
    const first = async (after: typeof kept) => {
      const until = new AbortController();
      for await (const message of log.follow(after, { signal: until.signal })) {
        until.abort();
        return message.kind === "event" ? message.event.stream : message.kind;
      }
      return "nothing";
    };
    expect(await first(kept)).toBe("caughtUp");
    await expect(first(last)).rejects.toThrow(LogReplaced);
    // Longer than what was lost, so that the old positions lie within the log.
    await log.append(other, -1, registrations(9, 7));
    expect(await log.head()).toBeGreaterThan(last.position);
    for (const place of [lost, last]) await expect(first(place)).rejects.toThrow(LogReplaced);
    expect(await first(kept)).toBe(other);
    await log.close();
    await again.stop();
    await rm(folder, { recursive: true });
  },
);

test("after a restore a command is decided on what the log holds, although the store is at the revision that is remembered", async () => {
  const folder = await mkdtemp(join(tmpdir(), "restored-"));
  const [dataDir, backup, restored] = [join(folder, "data"), join(folder, "backup"), join(folder, "restored")];
  const store = await startEventStore({ dataDir });
  const logs = [esdbLog({ ...patient, url: store.url }), esdbLog({ ...patient, url: store.url })] as const;
  const [process, another] = [processOn(logs[0]), processOn(logs[1])];
  const registerBy = (by: Executor, nth: number, name: string) =>
    by.run(
      roster,
      "registerUnit",
      region,
      { regionId: region, unitId: uuid(nth), name, validFrom: "2021-01-01" },
      { actor: office, commandId: `register-${nth}` },
    );
  // The first command connects; what is read by the second is remembered.
  expect(await registerBy(process, 1, "区财政局")).toMatchObject({ revision: 0 });
  expect(await runCommand(["backup", "--data", dataDir, "--to", backup])).toMatchObject({ exitCode: 0 });
  expect(await registerBy(process, 2, "区民政局")).toMatchObject({ revision: 1 });
  await store.stop();
  expect(await runCommand(["restore", "--from", backup, "--data", restored])).toMatchObject({ exitCode: 0 });
  const again = await startEventStore({ dataDir: restored, port: store.port });
  expect(await registerBy(another, 3, "区水利局")).toMatchObject({ revision: 1 });

  expect(await registerBy(process, 4, "区水利局")).toMatchObject({ rejected: "NAME_TAKEN" });
  expect(await registerBy(process, 5, "区民政局")).toMatchObject({ revision: 2 });
  for (const log of logs) await log.close();
  await again.stop();
  await rm(folder, { recursive: true });
});
