// The front door of the package that reads notices and writes exports.
export type { ExportKind, Mark } from "./document/mark.ts";
export { ADDED_TITLE, HISTORY_TITLE, MOMENT_WORDS, STATE_HEAD } from "./document/mark.ts";
export { type NoticeFile, type ReadResult, readNotice } from "./read-notice.ts";
export { readLines } from "./readers/text.ts";
export { canonicalName } from "./readers/width.ts";
export { type NoticeReaders, noticeReaders } from "./reading/readers.ts";
export { ReadersBusy } from "./reading/refusals.ts";
export { decodeReading, type LineUse, type PrintedCell, type ReadLine } from "./reading-file.ts";
export { writeCsv } from "./writers/csv.ts";
export { writeDocx } from "./writers/docx.ts";
export { ABOVE, type Cell, type Column, type OfficeForm, type Row, type Sheet } from "./writers/office-form.ts";
export { headingWords, type PrintedTable, printedTable, UNIT_HEADS } from "./writers/printed-table.ts";
export { writeXlsx } from "./writers/xlsx.ts";
