// The pieces of evidence in a form 佐证材料: title, address and path of each.
import { useId, useState } from "react";
import { useTexts } from "../texts/catalogue.ts";
import { evidenceCount, type Filling } from "./fields.ts";
import { Missing } from "./missing.tsx";
import { actTexts } from "./texts.ts";

export function EvidenceFields({ name, label, fields, change, isMissing }: Filling & { readonly label: string }) {
  const texts = useTexts(actTexts);
  const [more, setMore] = useState(0);
  const count = evidenceCount(fields, name) + more;
  return (
    <fieldset className="evidence-fields">
      <legend>
        {label}
        {isMissing && <Missing />}
      </legend>
      {Array.from({ length: count }, (_, at) => `${name}.${at}`).map((piece) => (
        <div key={piece} className="evidence-piece">
          <Piece name={`${piece}.title`} label={texts.evidenceTitle} {...{ fields, change }} />
          <Piece name={`${piece}.url`} label={texts.evidenceUrl} {...{ fields, change }} />
          <Piece name={`${piece}.path`} label={texts.evidencePath} {...{ fields, change }} />
        </div>
      ))}
      <button type="button" className="quiet" onClick={() => setMore(more + 1)}>
        {texts.moreEvidence}
      </button>
    </fieldset>
  );
}

function Piece({ name, label, fields, change }: Omit<Filling, "isMissing"> & { readonly label: string }) {
  const id = useId();
  return (
    <span className="field-short">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="text" value={fields[name] ?? ""} onChange={({ target }) => change(name, target.value)} />
    </span>
  );
}
