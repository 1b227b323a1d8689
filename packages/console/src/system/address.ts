// The address of the operator's page 运行地址: there is nothing to choose on it.
import type { Raw } from "../page.ts";

/** What the page shows. */
export type SystemState = Readonly<Record<string, never>>;

/** The address, both ways. */
export const systemAddress = {
  path: "/system",
  read: (_raw: Raw): SystemState => ({}),
  write: (_state: SystemState): Raw => ({}),
};
