// Draws charts by echarts 图表绘制, as SVG: loaded only when a chart is shown. What is drawn is the chart's table, and nothing else.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Charted, Drawn } from "./charted.ts";

use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** The colours of the theme, in the order in which they are used. */
const colours = ["--blue", "--amber", "--green", "--red", "--ink-soft"];
const barPx = 30;
const frame = { left: 8, right: 24, bottom: 16, containLabel: true };
/** Narrower than this, the legend takes two lines. */
const narrowPx = 600;

/** Draws a table into a place, as wide as that is. */
export function drawInto(place: HTMLElement, charted: Charted): Drawn {
  const rows = charted.rows.length;
  const height = charted.kind === "lines" ? 380 : Math.max(220, 90 + rowsOf(charted, rows) * barPx);
  const chart = init(place, undefined, { renderer: "svg", height });
  const theme = getComputedStyle(document.documentElement);
  const colourOf = (name: string) => theme.getPropertyValue(name).trim();
  chart.setOption({
    color: colours.map(colourOf),
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colourOf("--ink") },
    // Its own element of HTML would be styled by attributes, which the policy refuses.
    tooltip: { trigger: charted.kind === "marks" ? "item" : "axis", renderMode: "richText", confine: true },
    legend: { top: 4, textStyle: { color: colourOf("--ink") } },
    grid: { ...frame, top: place.clientWidth < narrowPx ? 76 : 48 },
    ...optionOf(charted, { color: colourOf("--ink") }),
  });
  return {
    resize: () => chart.resize(),
    remove() {
      for (const element of [place, ...place.querySelectorAll("div, svg")]) emptiedWithoutMarkup(element);
      chart.dispose();
    },
  };
}

/** The library empties what it leaves by writing empty markup, which the policy refuses: here it comes to what is meant. */
function emptiedWithoutMarkup(element: Element): void {
  Object.defineProperty(element, "innerHTML", { configurable: true, set: () => element.replaceChildren() });
}

const rowsOf = ({ kind, rows }: Charted, count: number): number =>
  kind === "marks" ? new Set(rows.map(([heading]) => heading)).size : count;

interface Letters {
  readonly color: string;
}

function optionOf({ kind, head, rows }: Charted, letters: Letters): EChartsCoreOption {
  const labels = rows.map(([label]) => String(label));
  const names = head.slice(1);
  const valuesOf = (at: number) => rows.map((row) => Number(row[at + 1] ?? 0));
  if (kind === "lines") {
    return {
      xAxis: { type: "category", data: labels, axisLabel: letters },
      yAxis: { type: "value", minInterval: 1, axisLabel: letters },
      series: names.map((name, at) => ({ type: "line", name, data: valuesOf(at), showSymbol: rows.length < 2 })),
    };
  }
  if (kind === "bars") {
    return {
      xAxis: { type: "value", minInterval: 1, axisLabel: letters },
      yAxis: {
        type: "category",
        data: labels,
        inverse: true,
        axisLabel: { ...letters, width: 180, overflow: "break" },
      },
      series: names.map((name, at) => ({
        ...{ type: "bar", name, stack: "all" },
        data: valuesOf(at),
        label: { show: true, formatter: ({ value }: { value: number }) => (value > 0 ? String(value) : "") },
      })),
    };
  }
  const headings = [...new Set(labels)];
  return {
    xAxis: {
      type: "time",
      boundaryGap: ["4%", "4%"],
      axisLabel: { ...letters, formatter: (at: number) => new Date(at).toISOString().slice(0, 10) },
    },
    yAxis: {
      type: "category",
      data: headings,
      inverse: true,
      axisLabel: { ...letters, width: 200, overflow: "break" },
    },
    series: head.slice(2).map((name, at) => ({
      type: "scatter",
      name,
      // What was extended is another mark, not only another colour.
      symbol: at === 0 ? "circle" : "diamond",
      symbolSize: ([, , count]: readonly number[]) => 10 + Math.min(24, 3 * Math.sqrt(count ?? 1)),
      data: rows
        .map(([heading, day, ...counts]) => [String(day), String(heading), Number(counts[at] ?? 0)] as const)
        .filter(([, , count]) => count > 0),
      label: {
        show: true,
        position: "top",
        formatter: ({ value }: { value: readonly unknown[] }) => String(value[2]),
        color: letters.color,
      },
    })),
  };
}
