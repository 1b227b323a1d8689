// What is said on paper alone 只印一部分: that a list is longer than what is printed of it, and where the whole is printed.
import { useTexts } from "../texts/catalogue.ts";
import { partTexts } from "./texts.ts";

/** Stands before a list of which only a part is in the document. `whole` is the address of the page that prints all of it, from its path on. */
export function PartOnPaper({ whole }: { readonly whole?: string | undefined }) {
  const texts = useTexts(partTexts);
  return (
    <p className="on-paper">
      {whole === undefined ? texts.partPrinted : texts.partPrintedOf(`${window.location.origin}${whole}`)}
    </p>
  );
}
