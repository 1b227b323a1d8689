// A fuzzer of the API: whatever is sent, over HTTP or a socket, is answered, and costs no more than ten times what a plain
// document of its size costs in the same run. A query is answered alike, compiled or not. API_TEST_DOCUMENTS says how many documents, API_TEST_SEED where to begin.
import { isDeepStrictEqual } from "node:util";
import { limits } from "@taizhang/api";
import { assert, asyncProperty } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anything } from "./documents.ts";
import { type Sent, startTarget, type Target } from "./target.ts";

const documents = Number(process.env["API_TEST_DOCUMENTS"] ?? 5000);
const seed = Number(process.env["API_TEST_SEED"] ?? Math.trunc(Math.random() * 2 ** 31));
const timesPlain = 10;
/** How often a document is sent to know its cost, and how often at most that is measured. */
const tries = 9;
const measurements = 3;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target?.close());

/** The most that the API reads over each transport, in bytes, without what `costs` adds. */
const most = { http: limits.bodyBytes - 100, socket: 64 * 1024 - 100 } as const;

/**
 * A plain document of a size, in characters, or the largest that is read: its variables are lists as the largest commands have
 * them. It is never larger than asked for, since one that is refused unread costs nothing; and it is not compiled, as what is
 * sent once is not.
 */
function plain(over: Sent["over"], size: number): Sent {
  const written = (variables: object): string =>
    over === "http"
      ? JSON.stringify({ query: "{ me { subjectId @include(if: true) } }", variables })
      : JSON.stringify({
          id: "1",
          type: "subscribe",
          payload: { query: "subscription { changes { __typename } }", variables },
        });
  const part = { unitId: "7f1e6c5a-0d5b-5f0e-9a55-3c2d1b0a9f8e", relations: ["RESPONSIBLE"], via: null, fromRow: null };
  const room = Math.min(size, most[over]) - written({ x: [], y: [] }).length;
  // Two lists, because one of so many would be refused.
  const count = Math.max(0, Math.floor(room / `${JSON.stringify(part)},`.length / 2));
  const list = Array.from({ length: count }, () => part);
  return { over, token: 0, path: "/graphql", contentType: "application/json", text: written({ x: list, y: list }) };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

let marks = 0;

/** A document that the API does not know yet: marked by blanks and commas, which mean nothing in GraphQL, as no other in this run. */
function unknown(sent: Sent): Sent {
  marks += 1;
  const mark = marks.toString(2).padStart(24, "0").replaceAll("0", " ").replaceAll("1", ",");
  return { ...sent, text: sent.text.replace('"query":"', `"query":"${mark}`) };
}

/** What each of some tries costs, in milliseconds of CPU. All of them are unknown: what is known is answered at less than half the cost. */
async function costs(sent: Sent, { send = target.send, expected = "" } = {}): Promise<number[]> {
  const all: number[] = [];
  for (let at = 0; at < tries; at += 1) {
    const answer = await send(unknown(sent));
    expect(answer.text).toContain(expected);
    all.push(answer.cpuMs);
  }
  return all;
}

/** What a plain document of a size costs, which must be one that is answered. */
const plainMs = async (over: Sent["over"], size: number, send = target.send): Promise<number> =>
  median(await costs(plain(over, size), { send, expected: '"data":{' }));

const plainCosts = new Map<string, number>();

/** What a plain document cost that is not larger, as it was measured first in this run. */
async function plainMsBefore({ over, text }: Sent): Promise<number> {
  const size = 2 ** Math.floor(Math.log2(Math.max(256, text.length)));
  const known = plainCosts.get(`${over} ${size}`) ?? (await plainMs(over, size));
  plainCosts.set(`${over} ${size}`, known);
  return known;
}

const failing = /"code":"(INTERNAL|INTERNAL_SERVER_ERROR|UNAVAILABLE|READ_MODEL_REBUILDING)"/;
let highest = { ratio: 0, told: "none was costly" };

/** An answer without what names the request. */
const answered = (text: string): unknown => JSON.parse(text, (key, value) => (key === "requestId" ? "" : value));

let compared = 0;

/** Checks that nobody can tell by the answer to a query whether it was compiled. The views of two servers may differ for a moment. */
async function checkExecuted(sent: Sent): Promise<void> {
  compared += 1;
  await expect
    .poll(
      async () => {
        const [compiled, executed] = [await target.send(sent), await target.execute(sent)];
        return (
          compiled.status === executed.status && isDeepStrictEqual(answered(compiled.text), answered(executed.text))
        );
      },
      { message: sent.text },
    )
    .toBe(true);
}

async function check(sent: Sent): Promise<void> {
  const { status, text, cpuMs, bugs } = await target.send(sent);
  // Those who ask for a position that the log has not reached are told that it has not.
  const isBehind = text.includes('"code":"READ_MODEL_BEHIND"');
  if (sent.over === "http") expect(status, text).toBeLessThan(isBehind ? 504 : 500);
  else expect([1011, 4500], text).not.toContain(status);
  expect(text).not.toMatch(failing);
  expect(bugs).toEqual([]);
  if (sent.over === "http" && text.includes('"data":{') && !sent.text.includes("mutation")) await checkExecuted(sent);
  if (cpuMs > (timesPlain / 2) * (await plainMsBefore(sent))) await checkCost(sent);
}

/**
 * Checks what a document costs that seems costly. A collection of garbage costs once, and what others do on the machine
 * makes it slower for a while; the document costs every time.
 */
async function checkCost(sent: Sent, send = target.send): Promise<void> {
  const { over, text } = sent;
  let least = Number.POSITIVE_INFINITY;
  let told = "";
  for (let at = 0; at < measurements && least > timesPlain; at += 1) {
    const plainly = await plainMs(over, text.length, send);
    const cpuMs = Math.min(...(await costs(sent, { send })));
    if (cpuMs / plainly >= least) continue;
    least = cpuMs / plainly;
    told = `${cpuMs.toFixed(1)} ms, ${least.toFixed(1)} times a plain one. ${text.length} characters over ${over}: ${text.slice(0, 200)}`;
  }
  if (send === target.send && least > highest.ratio) highest = { ratio: least, told };
  expect(least, told).toBeLessThanOrEqual(timesPlain);
}

test("the measure finds what is costly, on a server that compares each value with each", async () => {
  const distinct = {
    ...plain("http", 0),
    text: JSON.stringify({ variables: { x: Array.from({ length: 10_000 }, (_none, at) => at) } }),
  };
  await expect(checkCost(distinct, target.careless)).rejects.toThrow(/times a plain one/);
  await checkCost(plain("http", distinct.text.length), target.careless);
});

test(`${documents} documents with seed ${seed} are answered, none at more than ten times the cost of a plain one`, {
  timeout: 60 * documents,
}, async () => {
  // The process compiles what is used often, which costs at first.
  for (const over of ["http", "socket"] as const)
    for (let at = 0; at < 300; at += tries) await costs(plain(over, 1000));
  await assert(asyncProperty(anything(target), check), { numRuns: documents, seed, endOnFailure: true, verbose: 0 });
  process.stdout.write(
    `${documents} documents, seed ${seed}, ${compared} answered without compiling, too. The costliest: ${highest.told}\n`,
  );
});
