// What was refused 未受理: its sentence stands on its line until it is closed, and lies in the list of notices from then on.
import type { Notices } from "../shell/notices.ts";
import type { Sentence } from "../texts/sentence.ts";
import type { Waiting } from "./outbox.ts";
import { actTexts } from "./texts.ts";

/** Makes what puts it there. */
export const refusalKept =
  (notices: Pick<Notices, "keep">) =>
  ({ commandId, title }: Waiting, { zh, en }: Sentence): void =>
    notices.keep("failed", { zh: actTexts.zh.refused(title, zh), en: actTexts.en.refused(title, en) }, commandId);
