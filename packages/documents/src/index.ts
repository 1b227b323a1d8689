// The front door of the package that reads notices.
export { type NoticeFile, type ReadResult, readNotice } from "./read-notice.ts";
export { readLines } from "./readers/text.ts";
export { canonicalName } from "./readers/width.ts";
export { type NoticeReaders, noticeReaders } from "./reading/readers.ts";
export { ReadersBusy } from "./reading/refusals.ts";
export { decodeReading, type LineUse, type ReadLine } from "./reading-file.ts";
