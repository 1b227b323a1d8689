// Which tab of the browser this is 本标签页: the same after it was loaded anew.
import { commandId } from "./command-id.ts";

const key = "taizhang.1.tab";

/** The id of the tab whose storage this is. */
export function tabIn(kept: Pick<Storage, "getItem" | "setItem">): string {
  const known = kept.getItem(key);
  if (known) return known;
  const id = commandId();
  try {
    kept.setItem(key, id);
  } catch {
    // No room: loaded anew, it is another one, and what was held goes out as from any other tab.
  }
  return id;
}
