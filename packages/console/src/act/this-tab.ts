// Which tab of the browser this is 本标签页: the same after it was loaded anew, and another one where a tab was duplicated.
import { commandId } from "./command-id.ts";

const idKey = "taizhang.1.tab";
const openKey = "taizhang.1.tab.open";

/** What tells when a page goes, and when the browser brings it back as it was; the window is one. */
interface Shown {
  addEventListener(type: "pagehide" | "pageshow", call: () => void): void;
}

/**
 * The id of the tab whose storage this is. A tab that is duplicated begins with a copy of the storage of its original. The copy holds
 * a mark that is there only while a page of the tab is open, and takes an id of its own: what the original can still take
 * back is not the copy's to send. Where a page ended without a word, as when the browser was killed, the mark is there as well: then
 * what was held goes out as from any other tab.
 */
export function tabIn(kept: Pick<Storage, "getItem" | "setItem" | "removeItem">, shown: Shown): string {
  const known = kept.getItem(openKey) === null ? kept.getItem(idKey) : null;
  const id = known ?? commandId();
  const open = () => {
    try {
      kept.setItem(openKey, id);
      kept.setItem(idKey, id);
    } catch {
      // No room: loaded anew, it is another one, and what was held goes out as from any other tab.
    }
  };
  open();
  shown.addEventListener("pagehide", () => kept.removeItem(openKey));
  shown.addEventListener("pageshow", open);
  return id;
}
