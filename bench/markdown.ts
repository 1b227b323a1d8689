// The table for `docs/performance.md`.
import type { Figure } from "./figures.ts";
import { grouped, metOf, type Row, resultOf, wantedOf } from "./row.ts";

const head = ["line", "ours", "beside it", "result", "wanted", "met"];

/** The rows as a table in Markdown, and how to measure one line again. */
export function markdownOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [`\`${row.line}\``, ...measuredIn(row), resultOf(row), wantedOf(row), metOf(row)]);
  const table = [head, head.map(() => "---"), ...cells].map((row, at) =>
    at === 1 ? `|${row.join("|")}|` : `| ${row.join(" | ")} |`,
  );
  return `${table.join("\n")}\n\nOne line alone: \`npm run bench -- --only ${rows[0]?.line ?? "NAME"}\`.`;
}

function measuredIn(row: Row): readonly [ours: string, beside: string] {
  if (!("ratio" in row)) return [row.what, ""];
  return [said(row.ours, ` ${row.unit}`), `${row.peer.name}: ${said(row.peer, "")}`];
}

const said = ({ perSecond, p50 }: Figure, unit: string): string =>
  `${grouped(perSecond)}${unit}/s${p50 === null ? "" : `, p50 ${p50.toFixed(2)} ms`}`;
