// A fuzzer of the API: whatever is sent, over HTTP or a socket, is answered, and costs no more than ten times what a plain
// document of its size costs in the same run. A query is answered alike, compiled or not. API_TEST_DOCUMENTS says how many documents, API_TEST_SEED where to begin.
import { isDeepStrictEqual } from "node:util";
import { assert, asyncProperty } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anything } from "./documents.ts";
import { type Sent, startTarget, type Target } from "./target.ts";

const documents = Number(process.env["API_TEST_DOCUMENTS"] ?? 5000);
const seed = Number(process.env["API_TEST_SEED"] ?? Math.trunc(Math.random() * 2 ** 31));
const timesPlain = 10;
const tries = 9;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target?.close());

/** A plain document of about a size, in characters: its variables are a list as the largest commands have it. */
function plain(over: Sent["over"], size: number): Sent {
  const part = { unitId: "7f1e6c5a-0d5b-5f0e-9a55-3c2d1b0a9f8e", relations: ["RESPONSIBLE"], via: null, fromRow: null };
  const variables = { x: Array.from({ length: Math.ceil(size / JSON.stringify(part).length) }, () => part) };
  const text =
    over === "http"
      ? JSON.stringify({ query: "{ me { subjectId } }", variables })
      : JSON.stringify({
          id: "1",
          type: "subscribe",
          payload: { query: "subscription { changes { __typename } }", variables },
        });
  return { over, token: 0, path: "/graphql", contentType: "application/json", text };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** What each of some tries costs, in milliseconds of CPU. Blanks make every document one that the API does not know. */
async function costs(sent: Sent, tries: number): Promise<number[]> {
  const all: number[] = [];
  for (let at = 0; at < tries; at += 1) {
    const text = sent.text.replace('"query":"', `"query":"${" ".repeat(at)}`);
    all.push((await target.send({ ...sent, text })).cpuMs);
  }
  return all;
}

const plainCosts = new Map<string, number>();

/** The cost of a plain document about as large, as it was known in this run. */
async function plainCost({ over, text }: Sent): Promise<number> {
  const size = 2 ** Math.floor(Math.log2(Math.max(256, text.length)));
  const known = plainCosts.get(`${over} ${size}`) ?? median(await costs(plain(over, size), tries));
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
  if (cpuMs > (timesPlain / 2) * (await plainCost(sent))) await checkCost(sent);
}

/** Checks what a document costs that seems costly. A collection of garbage costs once, the document costs every time. */
async function checkCost(sent: Sent): Promise<void> {
  const { over, text } = sent;
  const plainMs = median(await costs(plain(over, text.length), tries));
  const cpuMs = Math.min(...(await costs(sent, tries)));
  const ratio = cpuMs / plainMs;
  const told = `${cpuMs.toFixed(1)} ms, ${ratio.toFixed(1)} times a plain one. ${text.length} characters over ${over}: ${text.slice(0, 200)}`;
  if (ratio > highest.ratio) highest = { ratio, told };
  expect(ratio, told).toBeLessThanOrEqual(timesPlain);
}

test(`${documents} documents with seed ${seed} are answered, none at more than ten times the cost of a plain one`, {
  timeout: 60 * documents,
}, async () => {
  // The process compiles what is used often, which costs at first.
  for (const over of ["http", "socket"] as const) await costs(plain(over, 1000), 300);
  await assert(asyncProperty(anything(target), check), { numRuns: documents, seed, endOnFailure: true, verbose: 0 });
  process.stdout.write(
    `${documents} documents, seed ${seed}, ${compared} answered without compiling, too. The costliest: ${highest.told}\n`,
  );
});
