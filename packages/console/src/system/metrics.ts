// The figures of `/metrics` 运行指标: the text format of Prometheus, read as far as the page needs it.

/** One figure, with its labels. */
export interface Figure {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const label = /([a-zA-Z_]\w*)="((?:\\.|[^"\\])*)"/g;

/** All figures of a text; what is none is passed over. */
export function figuresIn(text: string): readonly Figure[] {
  return text.split("\n").flatMap((each) => {
    const [, name, written = "", value] = line.exec(each) ?? [];
    if (name === undefined || value === undefined || Number.isNaN(Number(value))) return [];
    const labels = [...written.matchAll(label)].map(([, key = "", said = ""]) => [
      key,
      said.replaceAll(/\\(.)/g, "$1"),
    ]);
    return [{ name, labels: Object.fromEntries(labels), value: Number(value) }];
  });
}

/** The figure of a name; null where there is none. */
export const figureOf = (figures: readonly Figure[], name: string): number | null =>
  figures.find((figure) => figure.name === name)?.value ?? null;

/** The figures of a name by one of their labels, the largest first. */
export const figuresBy = (
  figures: readonly Figure[],
  name: string,
  by: string,
): readonly (readonly [string, number])[] =>
  figures
    .filter((figure) => figure.name === name)
    .map(({ labels, value }) => [labels[by] ?? "", value] as const)
    .sort(([, a], [, b]) => b - a);
