// Whether a form is gone from the page 表单已收起: the answer to what it sent may come when it is folded, and another one is open where it stood.
import { type RefObject, useEffect, useRef } from "react";

/** True once what this is used in is gone. */
export function useIsGone(): RefObject<boolean> {
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  return isGone;
}
