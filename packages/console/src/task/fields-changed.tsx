// What an event replaced 新旧值: the old words and the new ones, field by field.
import type { TaskChangeFragment } from "../generated/operations.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { TextDiff } from "../parts/text-diff.tsx";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { replacedTogether } from "./field-words.ts";
import { taskTexts } from "./texts.ts";

export function FieldsChanged({ fields }: { readonly fields: TaskChangeFragment["fields"] }) {
  const texts = useTexts(taskTexts);
  const joining = useJoining();
  const say = useSay();
  const replaced = replacedTogether(fields, useLanguage(), texts);
  if (replaced.length === 0) return null;
  return (
    <dl className="changed">
      {replaced.map(({ key, label, units, before, after }) => (
        <div key={key}>
          <dt>
            <PlainText>{units.length === 0 ? say(label) : `${joining.list(units)} · ${say(label)}`}</PlainText>
          </dt>
          <dd>
            <TextDiff before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
