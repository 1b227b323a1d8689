// The targets of denied attempts 被拒的操作: in which streams the attempts of a region are kept.
import { denial } from "@taizhang/domain";
import { readModel } from "../read-model.ts";

/** One target at which attempts were denied. */
export interface DeniedTarget {
  /** The stream that holds the attempts. */
  readonly stream: string;
  readonly regionId: string;
}

/** The targets of a region (`region/<regionId>`). */
export const deniedTargets = readModel<DeniedTarget, typeof denial>({
  name: "denied-targets",
  version: 4,
  of: denial,
  key: ({ stream }) => stream,
  on: { AttemptDenied: (_target, { stream, meta }) => ({ stream, regionId: meta.regionId }) },
  indexes: ({ stream, regionId }) => [{ index: `region/${regionId}`, sort: stream }],
});
