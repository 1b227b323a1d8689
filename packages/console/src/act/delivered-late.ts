// What came of a command that was delivered later than it was pressed 补送: its draft goes, and the person is told when it arrived.
import { clockText } from "../parts/day.ts";
import type { Notices } from "../shell/notices.ts";
import type { Drafts } from "./drafts.ts";
import type { Waiting } from "./outbox.ts";
import type { Expected } from "./overlay.ts";
import { actTexts } from "./texts.ts";

/** Makes what tells of it. */
export const deliveredLate =
  ({
    drafts,
    notices,
    now,
  }: {
    readonly drafts: Pick<Drafts, "removeSent">;
    readonly notices: Pick<Notices, "tell">;
    readonly now: () => number;
  }) =>
  (
    { commandId, owner, title, at }: Pick<Waiting, "commandId" | "owner" | "title" | "at">,
    outcome: Expected["outcome"],
  ): void => {
    if (outcome.kind === "refused") {
      const { zh, en } = outcome.sentence;
      const why = { zh: actTexts.zh.refusedLate(title, zh), en: actTexts.en.refusedLate(title, en) };
      notices.tell("failed", why, commandId);
      return;
    }
    drafts.removeSent(owner, commandId, at);
    const arrived = {
      zh: actTexts.zh.arrived(title, clockText(now(), "zh")),
      en: actTexts.en.arrived(title, clockText(now(), "en")),
    };
    notices.tell("done", arrived, commandId);
  };
