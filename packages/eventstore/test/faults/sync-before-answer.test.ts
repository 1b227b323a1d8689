// A trace of the server's system calls: the log is synced before the answer to an append goes out.
import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect, named } from "../fixtures.ts";
import { requireStrace, type SystemCall, trace } from "./strace.ts";

beforeEach(requireStrace);

const calls = ["fdatasync", "fsync", "msync", "pwrite64", "pwritev", "write", "writev", "sendto", "sendmsg"];
const dataFrame = 0;
const frameHeader = 9;

/** What a server does with its log while one event is appended, up to the answer. */
async function storyOfAnAppend(broken?: string): Promise<string[]> {
  const server = await startEventStore({ broken });
  const client = connect(server);
  await client.appendToStream("traced", named("before"));
  const tracing = await trace(server.pid, calls);
  await client.appendToStream("traced", named("traced"));
  // When a later append is answered, the tracer has seen all of the one before.
  await client.appendToStream("traced", named("after"));
  const made = await tracing.stop();
  const story = made.flatMap((call) => sentence(server.pid, call));
  await client.dispose();
  await server.stop();
  return story.slice(0, story.indexOf("answered") + 1);
}

function sentence(pid: number, call: SystemCall): string[] {
  if (call.result < 0) return [`${call.name} failed`];
  if (call.target.endsWith("events.log")) {
    if (call.name.endsWith("sync")) return ["synced"];
    return [writesThrough(pid, call.descriptor) ? "written through" : "written"];
  }
  return call.target.startsWith("TCP") && holdsAnswer(call.bytes) ? ["answered"] : [];
}

/** Whether what is written to this descriptor is on disk when the write returns. */
function writesThrough(pid: number, descriptor: number): boolean {
  const flags = /^flags:\s+([0-7]+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${descriptor}`, "utf8"))?.[1];
  const dataSync = 0o10000;
  return (Number.parseInt(flags ?? "0", 8) & dataSync) !== 0;
}

/** Whether HTTP/2 frames hold data; headers, window updates and answers to pings are no answer to an append. */
function holdsAnswer(frames: Buffer): boolean {
  for (let at = 0; at + frameHeader <= frames.length; ) {
    const length = frames.readUIntBE(at, 3);
    if (frames[at + 3] === dataFrame && length > 0) return true;
    at += frameHeader + length;
  }
  return false;
}

/** Whether everything that was written was on disk before the answer. */
function isSyncedFirst(story: readonly string[]): boolean {
  return story.at(-1) === "answered" && story.at(-2) === "written through" && !story.includes("written");
}

test("the event is on disk when the answer goes out", async () => {
  const story = await storyOfAnAppend();
  expect(story, story.join(", ")).toSatisfy(isSyncedFirst);
});

// An answer that goes out early may still be overtaken by the disk, so a server gets several chances to be noticed.
test.each(["answers-early", "never-syncs"])("the server that %s does not pass this test", async (broken) => {
  let story = await storyOfAnAppend(broken);
  for (let tries = 1; tries < 20 && isSyncedFirst(story); tries++) story = await storyOfAnAppend(broken);
  expect(story).toContain("answered");
  expect(story, story.join(", ")).not.toSatisfy(isSyncedFirst);
});
