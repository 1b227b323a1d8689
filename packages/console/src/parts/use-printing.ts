// Whether the page is being printed 正在打印: the browser lays the paper out as soon as those are done who want to know.
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** True from when the browser says that it is going to print until it has. */
export function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting;
}
