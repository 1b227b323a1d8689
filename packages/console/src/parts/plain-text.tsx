// Text that somebody typed or a notice printed: shown as text alone, with its unseen characters made visible.
import { useTexts } from "../texts/catalogue.ts";
import { partTexts } from "./texts.ts";
import { stretchesOf } from "./unseen.ts";

export function PlainText({ children }: { readonly children: string }) {
  const texts = useTexts(partTexts);
  const stretches = stretchesOf(children);
  if (stretches.every(({ code }) => code === null)) return children;
  return stretches.map(({ text, code }, at) =>
    code === null ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of one text never move.
      <span key={at} className="unseen" role="img" aria-label={texts.unseen(code)}>
        {code}
      </span>
    ),
  );
}
