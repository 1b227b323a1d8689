// How much of something the reader sees 可见范围.
import type { Sight } from "@taizhang/domain";
import { words } from "./enums.ts";

/** What is shown at all: what is out of sight is not answered. */
export type ShownSight = Exclude<Sight, "none">;

export const SightWord = words<ShownSight>("Sight", "How much of it the reader sees 可见范围.", {
  whole: "Everything 全部.",
  state: "Where it stands, without reports, reasons and evidence 仅状态.",
});
