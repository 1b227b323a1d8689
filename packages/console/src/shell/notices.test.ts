import { expect, test } from "vitest";
import { noticeList } from "./notices.ts";

const sentence = (zh: string) => ({ zh, en: zh });

/** A list, with what is called later at hand. */
function listed() {
  const calls: (() => void)[] = [];
  const notices = noticeList(
    () => 7,
    (call) => calls.push(call),
  );
  const said = () => notices.all.get().map(({ sentence: { zh }, kind, isShown }) => [zh, kind, isShown]);
  const pass = () => {
    for (const call of calls) call();
  };
  return { notices, said, pass };
}

test("successes go from the page by themselves, failures do not, and both stay in the list", () => {
  const { notices, said, pass } = listed();
  notices.tell("done", sentence("签收：已办理。"));
  notices.tell("failed", sentence("连不上服务器。"));
  pass();
  expect(said()).toEqual([
    ["连不上服务器。", "failed", true],
    ["签收：已办理。", "done", false],
  ]);
});

test("what fails without a command is told with the number of its request, and stays", () => {
  const { notices, said, pass } = listed();
  notices.tellFailure({ sentence: sentence("出错了，已记录。"), requestId: "570c6a33" });
  pass();
  expect(said()).toEqual([["出错了，已记录。", "failed", true]]);
  expect(notices.all.get().map(({ requestId }) => requestId)).toEqual(["570c6a33"]);
});

test("what stands on its line lies in the list alone, and gives way to what is told of the same command", () => {
  const { notices, said } = listed();
  notices.keep("failed", sentence("销号：未受理"), "a");
  notices.keep("failed", sentence("签收：未受理"), "b");
  expect(said()).toEqual([
    ["签收：未受理", "failed", false],
    ["销号：未受理", "failed", false],
  ]);
  notices.tell("failed", sentence("已由他人办理：销号"), "a");
  notices.keep("failed", sentence("销号：未受理"), "a");
  expect(said()).toEqual([
    ["已由他人办理：销号", "failed", true],
    ["签收：未受理", "failed", false],
  ]);
});
