// `taizhang eventstore` with a command passes on what the event store prints, and its exit code.
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { expect, test } from "vitest";
import { taizhang } from "../support/taizhang.ts";

test("a log is verified, and a command that is not complete is answered with its usage", async () => {
  const { dataDir, stop } = await startEventStore();
  const verified = await taizhang(["eventstore", "verify", "--data", dataDir]);
  expect(verified).toMatchObject({ code: 0, out: "1 events in 1 streams: all as it was written.\n" });
  await stop();
  const refused = await taizhang(["eventstore", "verify"]);
  expect(refused).toEqual({ code: 1, out: "", err: "The command is: verify --data DIR\n" });
});
