// The front door of documents: notices in. See `readNotice`.
export { canonicalName } from "./readers/width.ts";
export { type ReadResult, readNotice } from "./read-notice.ts";
