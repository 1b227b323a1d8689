// What a chart draws 图表数据: the rows of its table, and nothing else.

/**
 * What is drawn: lines over days, bars side by side, or marks on days. The first column names the rows; in a chart of marks the
 * second is their day. All others are numbers.
 */
export interface Charted {
  readonly kind: "lines" | "bars" | "marks";
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A chart on the page. */
export interface Drawn {
  resize(): void;
  remove(): void;
}
