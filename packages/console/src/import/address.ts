// The address of the upload page 上传来文地址: it holds nothing but where it is.
import type { Raw } from "../page.ts";

/** What the page shows: what is uploaded is nobody's address. */
export type ImportState = Readonly<Record<string, never>>;

const read = (_raw: Raw): ImportState => ({});
const write = (_state: ImportState): Raw => ({});

/** The address, both ways. */
export const importAddress = { path: "/import", read, write };
