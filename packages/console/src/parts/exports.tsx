// Saving as a file 导出: the whole of something as a workbook, a document or a table, made by the server and saved by the browser.
import { useState } from "react";
import { useConsole } from "../console.ts";
import { useTexts } from "../texts/catalogue.ts";
import { type Format, formats, savedAs } from "./save-export.ts";
import { partTexts } from "./texts.ts";

/**
 * `path` is the address of the export without its ending, such as `/export/ledger/{unitId}`; `asOf` a day, an instant or a position;
 * `only` what it is narrowed to, as its address takes it. `label` says what is saved where that is not all that the page shows.
 */
export function Exports({
  path,
  asOf,
  only = {},
  label,
}: {
  readonly path: string;
  readonly asOf?: string | undefined;
  readonly only?: Readonly<Record<string, string | undefined>>;
  readonly label?: string;
}) {
  const texts = useTexts(partTexts);
  const words = label ?? texts.exports;
  const { session, seen, notices } = useConsole();
  const [making, setMaking] = useState<Format | null>(null);
  async function save(format: Format): Promise<void> {
    if (making !== null) return;
    setMaking(format);
    // What is of now holds at least what one has done oneself.
    const moment = asOf === undefined ? { atLeast: seen.position.get() } : { asOf };
    const failure = await savedAs(session, { path, format, only, ...moment });
    setMaking(null);
    if (failure !== null) notices.tellFailure(failure);
  }
  return (
    <fieldset className="exports" aria-label={words}>
      <span className="small">{words}</span>{" "}
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          className="quiet"
          aria-label={texts.exportAs(words, format)}
          aria-disabled={making !== null}
          onClick={() => void save(format)}
        >
          {making === format ? texts.exporting : format}
        </button>
      ))}
    </fieldset>
  );
}
