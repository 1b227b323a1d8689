// The front door of the package that reads notices.
export { readNoticeInWorker, type WorkerLimits } from "./read-in-worker.ts";
export { type ReadResult, readNotice } from "./read-notice.ts";
export { canonicalName } from "./readers/width.ts";
