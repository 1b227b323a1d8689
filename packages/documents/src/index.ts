// The front door of the package that reads notices.
export { readNoticeInWorker, type WorkerLimits } from "./read-in-worker.ts";
export { type ReadResult, readNotice } from "./read-notice.ts";
export { readLines } from "./readers/text.ts";
export { canonicalName } from "./readers/width.ts";
