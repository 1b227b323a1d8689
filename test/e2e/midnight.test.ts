// The walk of docs/midnight.md: every command of the page, run as it is written under the clock that it sets, prints what the
// page says.
import { haveProgram, sayAndSkip } from "@taizhang/eventstore/test/system-program";
import { onTestFinished, test } from "vitest";
import { startWalk } from "../support/walk.ts";

test("a day's end notes at midnight who is late, and not before", async (context) => {
  // The program comes with the library that the page uses, and says that it is there.
  if (!haveProgram("faketime")) sayAndSkip(context, "a clock that can be set is not here: apt-get install faketime");
  const walk = await startWalk("midnight");
  onTestFinished(() => walk.stop());
  await walk.goes();
});
