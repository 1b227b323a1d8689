// What an event replaced 新旧值: the old words and the new ones side by side, told apart by character.
import { diffChars } from "diff";
import type { TaskChangeFragment } from "../generated/operations.ts";
import { isJson } from "../json.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { taskTexts } from "./texts.ts";

/** Beyond this, texts are shown whole instead of being compared by character. */
const mostCompared = 4000;

export function FieldsChanged({ fields }: { readonly fields: TaskChangeFragment["fields"] }) {
  const texts = useTexts(taskTexts);
  if (fields.length === 0) return null;
  const labels: Readonly<Record<string, string>> = {
    progress: texts.fieldProgress,
    evidence: texts.fieldEvidence,
    dueOn: texts.fieldDueOn,
    text: texts.fieldText,
  };
  return (
    <dl className="changed">
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{labels[field] ?? field}</dt>
          <dd>
            <Compared before={worded(before)} after={worded(after)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A value of an event in words: texts as they are, and else its JSON. Empty where there is none. */
function worded(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (isJson(value) && typeof value["text"] === "string" && Object.keys(value).length === 1) return value["text"];
  return JSON.stringify(value);
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
