// A chart 图表: a table that is drawn. It is loaded only when it is shown, and its table can be looked at in its place.
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import type { Charted, Drawn } from "./charted.ts";
import { partTexts } from "./texts.ts";

export function Chart({ label, charted }: { readonly label: string; readonly charted: Charted }) {
  const texts = useTexts(partTexts);
  const [isTable, setTable] = useState(false);
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <h2>{label}</h2>
        <button type="button" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? texts.seeChart : texts.seeTable}
        </button>
      </figcaption>
      {isTable ? <TableOf label={label} charted={charted} /> : <Drawing label={label} charted={charted} />}
    </figure>
  );
}

function Drawing({ label, charted }: { readonly label: string; readonly charted: Charted }) {
  const texts = useTexts(partTexts);
  const joining = useJoining();
  const place = useRef<HTMLDivElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    let drawn: Drawn | null = null;
    let isGone = false;
    void import("./chart-drawing.ts").then(({ drawInto }) => {
      if (isGone || !place.current) return;
      drawn = drawInto(place.current, charted);
      setDrawn(true);
    });
    const watching = new ResizeObserver(() => drawn?.resize());
    if (place.current) watching.observe(place.current);
    return () => {
      isGone = true;
      watching.disconnect();
      drawn?.remove();
    };
  }, [charted]);
  return (
    <>
      {!isDrawn && <p role="status">{texts.loading}</p>}
      <div ref={place} role="img" aria-label={joining.clauses([label, texts.chartIsTable])} className="chart-place" />
    </>
  );
}

function TableOf({ label, charted: { head, rows } }: { readonly label: string; readonly charted: Charted }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by the keyboard.
    <section className="scrolled chart-table" aria-label={label} tabIndex={0}>
      <table>
        <caption className="unseen-text">{label}</caption>
        <thead>
          <tr>
            {head.map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one table never move.
            <tr key={row}>
              <th scope="row">{first}</th>
              {others.map((value, at) => (
                <td key={head[at + 1]} className={typeof value === "number" ? "number-cell" : undefined}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
