// The event store as a process: discovery, one server for a directory, orderly ends, settings, health.
import { once } from "node:events";
import { cp, mkdtemp, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventStoreDBClient, START, UnavailableError } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { spawnEventStore, startEventStore } from "../embedded-event-store.ts";
import { connect, follower, named, serverAndClient, told } from "../fixtures.ts";
import { outcomeOf } from "../node-process.ts";

const { server, client } = await serverAndClient();
await client.appendToStream("known", named("a"));

test("a client that discovers its server finds it", async () => {
  const discovering = EventStoreDBClient.connectionString(`esdb+discover://127.0.0.1:${server.port}?tls=false`);
  expect(await told(discovering.readStream("known"))).toEqual(["known@0 a"]);
  await discovering.dispose();
});

test("plain HTTP tells whether the server is alive", async () => {
  expect((await fetch(`http://127.0.0.1:${server.port}/health/live`)).status).toBe(204);
  expect((await fetch(`http://127.0.0.1:${server.port}/health/live`, { method: "HEAD" })).status).toBe(204);
  expect((await fetch(`http://127.0.0.1:${server.port}/other`)).status).toBe(404);
  const ping = await fetch(`http://127.0.0.1:${server.port}/ping`);
  expect(await ping.json()).toMatchObject({ text: "Ping request successfully handled" });
});

test("plain HTTP tells whether the server is ready, and what it has written", async () => {
  const address = `http://127.0.0.1:${server.port}`;
  expect((await fetch(`${address}/health/ready`)).status).toBe(204);
  const metrics = await (await fetch(`${address}/metrics`)).text();
  expect(metrics).toMatch(/^eventstore_writes_total\{outcome="done"\} 2$/m);
  expect(metrics).toMatch(/^eventstore_events_written_total 2$/m);
  for (const name of ["eventstore_last_position", "eventstore_log_bytes", "eventstore_disk_free_bytes"])
    expect(metrics).toMatch(new RegExp(`^${name} [1-9]`, "m"));
});

test("a second server on the same directory is refused with a sentence, and the first goes on", async () => {
  const { exitCode, stderr } = await outcomeOf(spawnEventStore(["--data", server.dataDir, "--port", "0"]));
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^数据目录 .* 正由进程 (\d+) 使用.* \/ the data directory .* is in use by process \1/);
  expect(await told(client.readStream("known"))).toHaveLength(1);
});

test("a busy port is refused with a sentence, and the directory stays free", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "eventstore-"));
  const { exitCode, stderr } = await outcomeOf(spawnEventStore(["--data", dataDir, "--port", `${server.port}`]));
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^127\.0\.0\.1 的端口 (\d+) 已被占用.* \/ port \1 on 127\.0\.0\.1 is in use/);
  const again = await startEventStore({ dataDir });
  expect(await again.stop()).toBe(0);
  await rm(dataDir, { recursive: true });
});

test("the lock of a server that was killed does not keep the next from starting", async () => {
  const killed = await startEventStore();
  await killed.kill();
  const next = await startEventStore({ dataDir: killed.dataDir });
  await next.kill();
  // As after a power cut.
  await writeFile(join(killed.dataDir, "lock"), "");
  const last = await startEventStore({ dataDir: killed.dataDir });
  expect(await last.stop()).toBe(0);
  await killed.stop();
});

test("a directory of another format, or of something else, is refused and left as it is", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "eventstore-"));
  await writeFile(join(dataDir, "photo.jpg"), "");
  const foreign = await outcomeOf(spawnEventStore(["--data", dataDir, "--port", "0"]));
  expect(foreign).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("photo.jpg") });
  for (const format of ["1", "2", "4"]) {
    await writeFile(join(dataDir, "version"), `${format}\n`);
    const { exitCode, stderr } = await outcomeOf(spawnEventStore(["--data", dataDir, "--port", "0"]));
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `数据目录 ${dataDir} 的格式是 ${format}，本版本只读格式 3：请启动写下它的版本 / ` +
        `the data directory ${dataDir} has format ${format}, and this version reads format 3 only: start the version that wrote it\n`,
    );
    expect((await readdir(dataDir)).sort()).toEqual(["photo.jpg", "version"]);
  }
  await rm(dataDir, { recursive: true });
});

test("all wrong settings are listed", async () => {
  const { exitCode, stderr } = await outcomeOf(
    spawnEventStore(["--host", "0.0.0.0", "--port", "x", "--max-append-bytes", "99999999", "--colour", "red"]),
  );
  expect(exitCode).toBe(1);
  for (const part of ["--host", "loopback", "--port", "--max-append-bytes", "--colour"]) expect(stderr).toContain(part);
});

test("on a disk that is nearly full appends are refused and reads go on, and with room all is well again", async () => {
  const roomy = await startEventStore();
  const before = connect(roomy);
  await before.appendToStream("kept", named("a"));
  await before.dispose();
  await roomy.kill();
  const full = await startEventStore({ dataDir: roomy.dataDir, flags: ["--min-free-bytes", `${2 ** 52}`] });
  const user = connect(full);
  const inBatch = user.appendToStream("kept", named("b"));
  await expect(inBatch).rejects.toThrow("RESOURCE_EXHAUSTED: The disk of the event store is full");
  const alone = user.appendToStream("kept", named("b"), { credentials: { username: "nobody", password: "" } });
  await expect(alone).rejects.toMatchObject({ code: 8 });
  expect(await told(user.readStream("kept"))).toEqual(["kept@0 a"]);
  await user.dispose();
  await full.kill();
  const again = await startEventStore({ dataDir: roomy.dataDir });
  const after = connect(again);
  await after.appendToStream("kept", named("b"));
  expect(await told(after.readStream("kept"))).toHaveLength(2);
  await after.dispose();
  await again.stop();
  await roomy.stop();
});

test("an orderly end answers pending appends, ends subscriptions as unavailable, and exits with 0", async () => {
  const ending = await startEventStore();
  const user = connect(ending);
  const feed = follower(user.subscribeToAll({ fromPosition: START }));
  await user.appendToStream("last", named("a"));
  await feed.next(2);
  const pending = Promise.allSettled(Array.from({ length: 50 }, (_, n) => user.appendToStream("last", named(`${n}`))));
  const exit = ending.stop();
  await expect(feed.next(100)).rejects.toThrow(UnavailableError);
  expect(await exit).toBe(0);
  await pending;
});

test("a server that is to die with its parent ends when its standard input closes", async () => {
  const child = spawnEventStore(["--memory", "--port", "0"]);
  await once(child.stdout, "data");
  child.stdin.end();
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
});

test("a log that ends before its index does is not served, and is left as it is", async () => {
  const sound = await startEventStore();
  const user = connect(sound);
  await user.appendToStream("whole", [named("a"), named("b")]);
  await user.dispose();
  const dataDir = await mkdtemp(join(tmpdir(), "eventstore-"));
  const log = join(dataDir, "events.log");
  await sound.kill();
  await cp(sound.dataDir, dataDir, { recursive: true });
  await (await startEventStore({ dataDir })).stop();
  const { size } = await stat(log);
  await truncate(log, size - 1);
  const { exitCode, stderr } = await outcomeOf(spawnEventStore(["--data", dataDir, "--port", "0"]));
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(`ends at ${size - 1}`) });
  expect((await stat(log)).size).toBe(size - 1);
  await rm(dataDir, { recursive: true });
  await sound.stop();
});
