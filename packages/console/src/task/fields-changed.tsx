// What an event replaced 新旧值: the old words and the new ones side by side, told apart by character.
import { diffChars } from "diff";
import type { TaskChangeFragment } from "../generated/operations.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { replacedTogether } from "./field-words.ts";
import { taskTexts } from "./texts.ts";

/** Beyond this, texts are shown whole instead of being compared by character. */
const mostCompared = 4000;

export function FieldsChanged({ fields }: { readonly fields: TaskChangeFragment["fields"] }) {
  const texts = useTexts(taskTexts);
  const say = useSay();
  const replaced = replacedTogether(fields, useLanguage(), texts);
  if (replaced.length === 0) return null;
  return (
    <dl className="changed">
      {replaced.map(({ key, label, units, before, after }) => (
        <div key={key}>
          <dt>{units.length === 0 ? say(label) : `${units.join("、")} · ${say(label)}`}</dt>
          <dd>
            <Compared before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Compared({ before, after }: { readonly before: string; readonly after: string }) {
  const texts = useTexts(taskTexts);
  const parts = before.length + after.length > mostCompared ? null : diffChars(before, after);
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
      <del>
        <span className="unseen-text">{texts.before}</span>
        {before === "" ? texts.empty : words(false)}
      </del>{" "}
      <ins>
        <span className="unseen-text">{texts.after}</span>
        {after === "" ? texts.empty : words(true)}
      </ins>
    </>
  );
}
