// The commands verify, backup and restore, beside a server that goes on serving.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommand, startEventStore } from "../embedded-event-store.ts";
import { connect, named, serverAndClient, told } from "../fixtures.ts";

const { server, client } = await serverAndClient();
for (const stream of ["a", "b", "a"]) await client.appendToStream(stream, named(stream));

const folder = await mkdtemp(join(tmpdir(), "backup-"));
afterAll(() => rm(folder, { recursive: true }));
const data = ["--data", server.dataDir];

test("a log that is being served is verified, backed up and restored, and the copy goes its own way", async () => {
  const verified = await runCommand(["verify", ...data]);
  expect(verified).toMatchObject({
    exitCode: 0,
    stdout: "3 个流中的 4 个事件，与写入时一致 / 4 events in 3 streams: all as it was written\n",
  });
  let isDone = false;
  const writing = (async () => {
    while (!isDone) await client.appendToStream("busy", named("busy"));
  })();
  const backup = join(folder, "backup");
  expect(await runCommand(["backup", ...data, "--to", backup])).toMatchObject({ exitCode: 0 });
  isDone = true;
  await writing;
  const dataDir = join(folder, "restored");
  expect(await runCommand(["restore", "--from", backup, "--data", dataDir])).toMatchObject({ exitCode: 0 });

  const restored = await startEventStore({ dataDir });
  const user = connect(restored);
  expect(await told(user.readStream("a"))).toEqual(["a@0 a", "a@1 a"]);
  // The log as of one moment: a beginning of the whole, with everything that was there when the backup began.
  const log = await told(user.readAll());
  expect(log.length).toBeGreaterThanOrEqual(4);
  expect(log).toEqual((await told(client.readAll())).slice(0, log.length));
  await user.appendToStream("a", named("c"));
  expect(await told(user.readStream("a"))).toHaveLength(3);
  expect(await told(client.readStream("a"))).toHaveLength(2);
  await user.dispose();
  await restored.stop();
});

test("nothing is restored over other files, and a backup without its version is not a backup", async () => {
  const taken = join(folder, "taken");
  await runCommand(["backup", ...data, "--to", taken]);
  const over = await runCommand(["restore", "--from", taken, "--data", server.dataDir]);
  expect(over).toMatchObject({ exitCode: 1, stdout: "", stderr: expect.stringContaining("is not empty") });
  await rm(join(taken, "version"));
  const target = join(folder, "target");
  const unfinished = await runCommand(["restore", "--from", taken, "--data", target]);
  expect(unfinished).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("holds no event store's log") });
  expect(await readdir(folder)).not.toContain("target");
});
