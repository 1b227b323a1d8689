// An id under which other words are stored already 编号已用: they were sent before, and their answer was lost or not waited for.
import type { Sentence } from "../texts/sentence.ts";
import type { Expected } from "./overlay.ts";

/** Whether a command is refused for that. */
export const isIdReused = (outcome: Expected["outcome"]): boolean =>
  outcome.kind === "refused" && outcome.code === "COMMAND_ID_REUSED";

/** What is told of it: people know nothing of ids. */
export const earlierStored: Sentence = {
  zh: "此前送出的内容已存入台账，现在填写的内容未送出；如仍需办理，请再次提交。",
  en: "What was sent before was stored; what is filled in now was not. Send it again if it is still wanted.",
};
