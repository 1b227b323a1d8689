// A list that is wanted whole: its pages are asked for one after the other until all are there.
import { useEffect } from "react";

/** Goes on as long as there is a next page. */
export function useWhole({ more }: { readonly more: (() => void) | null }): void {
  useEffect(() => more?.(), [more]);
}
