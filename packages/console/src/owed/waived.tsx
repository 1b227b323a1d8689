// The items that a claim leaves open 未完成条目, each with the reason why the part is done all the same.
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { owedTexts } from "./texts.ts";

export function WaivedItems({
  waived,
  items,
}: {
  readonly waived: readonly { readonly itemId: string | number; readonly reason: string }[];
  /** The items of the task, with what they are called. */
  readonly items: readonly {
    readonly itemId: string | number;
    readonly no?: string | null;
    readonly text?: string | null;
  }[];
}) {
  const texts = useTexts(owedTexts);
  const called = (itemId: string) => {
    const item = items.find((each) => String(each.itemId) === itemId);
    return [item?.no, item?.text].filter(Boolean).join(" ") || itemId;
  };
  return waived.map(({ itemId, reason }) => (
    <p key={itemId} className="returned">
      <PlainText>{texts.waived(called(String(itemId)), reason)}</PlainText>
    </p>
  ));
}
