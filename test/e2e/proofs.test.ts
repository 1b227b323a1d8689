// The walk of docs/proofs.md: every command of the page prints what the page says. An auditor finds the byte that was altered.
import { onTestFinished, test } from "vitest";
import { startWalk } from "../support/walk.ts";

test("an auditor takes a checkpoint, the log is altered in one byte, and verify names the event", async () => {
  const walk = await startWalk("proofs");
  onTestFinished(() => walk.stop());
  await walk.goes();
});
