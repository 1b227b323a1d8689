// The front door of the package that reads notices.
export { type ReadResult, readNotice } from "./read-notice.ts";
export { readDocument } from "./readers/read-document.ts";
export { readLines } from "./readers/text.ts";
export { canonicalName } from "./readers/width.ts";
export { type NoticeReaders, noticeReaders } from "./reading/readers.ts";
export { ReadersBusy } from "./reading/refusals.ts";
