// A field of several rows in a form 多行字段: such as pieces of evidence, or items; there is always room for another row.

import { useId, useState } from "react";
import { lastDay } from "../parts/day.ts";
import { useTexts } from "../texts/catalogue.ts";
import { type Column, type Filling, lacksTitle, rowCount } from "./fields.ts";
import { Missing } from "./missing.tsx";
import { actTexts } from "./texts.ts";

export function RowFields({
  name,
  label,
  columns,
  more,
  fields,
  change,
  isMissing,
}: Filling & {
  readonly label: string;
  readonly columns: readonly Column[];
  /** The words of the button for another row; left out, those for evidence. */
  readonly more?: string;
}) {
  const texts = useTexts(actTexts);
  const [added, setAdded] = useState(0);
  const count = rowCount(fields, name) + added;
  const isLacking = (row: string, column: string) => isMissing && column === "title" && lacksTitle(fields, row);
  return (
    <fieldset className="row-fields">
      <legend>
        {label}
        {isMissing && <Missing />}
      </legend>
      {Array.from({ length: count }, (_, at) => `${name}.${at}`).map((row) => (
        <div key={row} className="row-of-fields">
          {columns.map((column) => (
            <Cell
              key={column.name}
              {...{ column, fields, change }}
              name={`${row}.${column.name}`}
              isMissing={isLacking(row, column.name)}
            />
          ))}
        </div>
      ))}
      <button type="button" className="quiet" onClick={() => setAdded(added + 1)}>
        {more ?? texts.moreEvidence}
      </button>
    </fieldset>
  );
}

function Cell({ column, name, fields, change, isMissing }: Filling & { readonly column: Column }) {
  const id = useId();
  const value = fields[name] ?? "";
  return (
    <span className="field-short">
      <label htmlFor={id}>
        {column.label}
        {isMissing && <Missing />}
      </label>
      <input
        id={id}
        data-field={column.kind === "day" ? undefined : name}
        type={column.kind === "day" ? "date" : "text"}
        max={column.kind === "day" ? lastDay : undefined}
        value={value}
        onChange={({ target }) => change(name, target.value)}
      />
    </span>
  );
}

/** The columns of a piece of evidence. */
export function useEvidenceColumns(): readonly Column[] {
  const texts = useTexts(actTexts);
  return [
    { name: "title", label: texts.evidenceTitle },
    { name: "url", label: texts.evidenceUrl },
    { name: "path", label: texts.evidencePath },
  ];
}
