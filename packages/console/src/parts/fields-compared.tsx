// What is not the same at two moments 差异: each field by its label, the old value struck out above the new, part by part.
import type { FieldComparedFragment } from "../generated/operations.ts";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { Folded } from "./folded.tsx";
import { useNames } from "./names.ts";
import { PlainText } from "./plain-text.tsx";
import { TextDiff } from "./text-diff.tsx";
import { partTexts } from "./texts.ts";
import { idsIn, valueText } from "./value-text.ts";
import "../styles/changed.css";

/** The fields of one unit's part, or of the thing itself. */
interface Owned {
  readonly key: string;
  readonly unit: string | null;
  readonly partNo: number | null;
  readonly fields: readonly FieldComparedFragment[];
}

/** What day ends noted is told by the lamps already, and there is much of it: it is folded. */
const isNote = ({ field }: FieldComparedFragment): boolean => field.startsWith("noted.");

export function FieldsCompared({ fields }: { readonly fields: readonly FieldComparedFragment[] }) {
  const texts = useTexts(partTexts);
  const notes = fields.filter(isNote);
  return (
    <div className="fields-compared">
      <Fields fields={fields.filter((each) => !isNote(each))} />
      {notes.length > 0 && (
        <Folded summary={texts.noted(notes.length)}>
          <Fields fields={notes} />
        </Folded>
      )}
    </div>
  );
}

function Fields({ fields }: { readonly fields: readonly FieldComparedFragment[] }) {
  const texts = useTexts(partTexts);
  const say = useSay();
  return (
    <>
      {ownersOf(fields).map(({ key, unit, partNo, fields: own }) => (
        <div key={key}>
          {unit !== null && (
            <p className="fields-owner">
              <PlainText>{unit}</PlainText>
              {partNo !== null && partNo > 1 && <span className="small"> {texts.partNo(partNo)}</span>}
            </p>
          )}
          <dl className="changed">
            {own.map(({ field, label, itemId, before, after }) => (
              <div key={`${itemId ?? ""} ${field}`}>
                <dt>{say(label)}</dt>
                <dd>
                  <ValuesCompared {...{ field, before, after }} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  );
}

/** The old and the new value in words, with the names of units that they hold. */
function ValuesCompared({ field, before, after }: Pick<FieldComparedFragment, "field" | "before" | "after">) {
  const language = useLanguage();
  const nameOf = useNames(idsIn(before, after));
  const inWords = (value: unknown) => valueText(field, value, language, nameOf);
  return <TextDiff before={inWords(before)} after={inWords(after)} />;
}

/** The fields by whose they are, in the order in which they came. */
function ownersOf(fields: readonly FieldComparedFragment[]): readonly Owned[] {
  const owners = new Map<string, Owned>();
  for (const each of fields) {
    const key = `${each.unit?.id ?? ""} ${each.partNo ?? ""}`;
    const before = owners.get(key);
    const owner = before ?? { key, unit: each.unit?.name ?? null, partNo: each.partNo ?? null, fields: [] };
    owners.set(key, { ...owner, fields: [...owner.fields, each] });
  }
  return [...owners.values()];
}
