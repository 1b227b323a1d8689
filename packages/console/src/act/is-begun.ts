// Whether a form was begun 已动笔的表单: somebody wrote into it, or what was sent from it waits.
import type { Acting } from "./acting.ts";
import type { Drafts } from "./drafts.ts";

/** True of such a form. The draft of one that was given up as it was opened keeps its id, and is nothing that anybody would miss. */
export function isBegun(
  { drafts, acting }: { readonly drafts: Pick<Drafts, "read">; readonly acting: Pick<Acting, "owner" | "isKept"> },
  form: string,
): boolean {
  const draft = drafts.read(acting.owner(), form);
  return draft !== null && (draft.isTyped || acting.isKept(draft.commandId));
}
