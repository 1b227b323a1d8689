// How much was found by words 找到多少; where not all of it is listed, how to narrow it down.
import { useTexts } from "../texts/catalogue.ts";
import { partTexts } from "./texts.ts";

export function FoundCount({ shown, total }: { readonly shown: number; readonly total: number }) {
  const texts = useTexts(partTexts);
  return (
    <p className="small" role="status">
      {total === 0 ? texts.noneFound : total > shown ? texts.foundOf(shown, total) : texts.found(total)}
    </p>
  );
}
