// Old and new words 新旧文字: the old struck out above the new, told apart by character.
import { diffChars } from "diff";
import { useTexts } from "../texts/catalogue.ts";
import { PlainText } from "./plain-text.tsx";
import { partTexts } from "./texts.ts";

/** Beyond this, texts are shown whole instead of being compared by character. */
const mostCompared = 4000;

/** `before` or `after` is empty where there was nothing, or is nothing any more. */
export function TextDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const texts = useTexts(partTexts);
  const parts =
    before === "" || after === "" || before.length + after.length > mostCompared ? null : diffChars(before, after);
  const words = (isAfter: boolean) =>
    parts === null ? (
      <PlainText>{isAfter ? after : before}</PlainText>
    ) : (
      parts
        .filter(({ added, removed }) => (isAfter ? !removed : !added))
        .map(({ value, added, removed }, at) =>
          added || removed ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never move.
            <em key={at}>
              <PlainText>{value}</PlainText>
            </em>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never move.
            <span key={at}>
              <PlainText>{value}</PlainText>
            </span>
          ),
        )
    );
  return (
    <>
      <del className={before === "" ? "unseen-text" : undefined}>
        <span className="unseen-text">{texts.before}</span>
        {before === "" ? texts.emptyValue : words(false)}
      </del>{" "}
      <ins>
        <span className="unseen-text">{texts.after}</span>
        {after === "" ? texts.emptyValue : words(true)}
      </ins>
    </>
  );
}
