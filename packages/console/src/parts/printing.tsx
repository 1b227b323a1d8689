// Whether the page is being printed 正在打印: the browser lays the paper out as soon as those are done who want to know.
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { flushSync } from "react-dom";

const PrintingContext = createContext(false);

/** Tells all that is below it at once, also what is there for the paper alone. */
export function Printing({ children }: { readonly children: ReactNode }) {
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
  return <PrintingContext.Provider value={isPrinting}>{children}</PrintingContext.Provider>;
}

/** True from when the browser says that it is going to print until it has. */
export const useIsPrinting = (): boolean => useContext(PrintingContext);
