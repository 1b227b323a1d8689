import { expect, test } from "vitest";
import { keepRunning } from "./keep-running.ts";

/** Starts work, with what its operator is told. */
function started(work: (signal: AbortSignal) => Promise<void>) {
  const told: unknown[] = [];
  const logger = { error: (fields: object, message: string) => told.push([fields, message]) };
  return { told, ...keepRunning(work, { failed: "nothing is done any more", logger }) };
}

const untilStopped = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });

test("work that is stopped ends without a reason, and without a line for the operator", async () => {
  const { told, ended, stop } = started(untilStopped);
  await stop();
  expect(await ended).toBeNull();
  expect(told).toEqual([]);
});

test("work that fails says why, once", async () => {
  const away = new Error("away");
  const { told, ended, stop } = started(() => Promise.reject(away));
  expect(await ended).toBe("nothing is done any more: away");
  await stop();
  expect(told).toEqual([[{ err: away }, "nothing is done any more"]]);
});

test("work that is over ends without a reason", async () => {
  expect(await started(async () => undefined).ended).toBeNull();
});
