// The mark of our own exports 导出标记: what a file's properties and its own words say, for who writes them and who reads them.

/** What is exported: a plan's table, a unit's ledger, the review queue, or the reporting form of a unit for a plan. */
export type ExportKind = "plan" | "ledger" | "queue" | "form";

/** What the properties of an exported file say. */
export interface Mark {
  readonly kind: ExportKind;
  /** The plan; null where the file is about several. */
  readonly planId: string | null;
  /** How far the log had come, as a decimal string; null where the file is of a moment that is no position. */
  readonly position: string | null;
  /** The Beijing day that it is of. */
  readonly day: string;
}

/** The names of the properties. Files that were written once are read for ever, so they never change. */
export const MARK_NAMES = {
  kind: "TaizhangExport",
  planId: "TaizhangPlan",
  position: "TaizhangPosition",
  day: "TaizhangDay",
} as const satisfies Record<keyof Mark, string>;

/** The head over the columns that the ledger adds to those of the notice; the day stands behind it. */
export const STATE_HEAD = "台账办理情况";
/** The head of the column that counts rows where the notice prints no numbers. */
export const ROW_HEAD = "台账行号";
/** What the line that says of which moment a file is begins with. */
export const MOMENT_WORDS = "台账截至";
/** The title over tasks that the notice does not print; they come behind the printed ones. */
export const ADDED_TITLE = "台账增列任务";
/** The title of the history, which comes last in a file. */
export const HISTORY_TITLE = "台账留痕";
