// How it stands with the command of a form 送出状态: while it is not known whether it was stored, the form must not change.
import { useEffect, useRef } from "react";
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import { type Expected, isPending } from "./overlay.ts";

/** What is expected of the command with this id, and whether it waits; `delivered` is called once it went later than it was pressed. */
export function useSending(
  commandId: string,
  delivered: () => void,
): { readonly expected: Expected | undefined; readonly isLocked: boolean } {
  const { acting } = useConsole();
  const expected = useStore(acting.overlay).find((each) => each.commandId === commandId);
  // Also where the page was loaded anew meanwhile: what waits goes as it was pressed.
  const isWaiting = useStore(acting.waiting).some((each) => each.commandId === commandId);
  const isDelivered = useStore(acting.delivered) === commandId;
  const latest = useRef(delivered);
  latest.current = delivered;
  useEffect(() => {
    if (isDelivered) latest.current();
  }, [isDelivered]);
  return { expected, isLocked: isWaiting || (expected !== undefined && isPending(expected)) };
}
