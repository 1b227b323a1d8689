// The targets of denied attempts 被拒的操作: in which streams the attempts of a region, or at or by a unit, are kept.
import { denial } from "@taizhang/domain";
import { readModel } from "../read-model.ts";

/** One target at which attempts were denied. */
export interface DeniedTarget {
  /** The stream that holds the attempts. */
  readonly stream: string;
  readonly regionId: string;
  /** The units that tried, or whose part was meant. */
  readonly unitIds: readonly string[];
}

/** The targets of a region (`region/<regionId>`), and those where a unit tried or was meant (`unit/<unitId>`). */
export const deniedTargets = readModel<DeniedTarget, typeof denial>({
  name: "denied-targets",
  version: 3,
  of: denial,
  key: ({ stream }) => stream,
  on: {
    AttemptDenied: (target, { stream, meta }) => ({
      stream,
      regionId: meta.regionId,
      unitIds: [...new Set([...(target?.unitIds ?? []), ...meta.unitIds])],
    }),
  },
  indexes: ({ stream, regionId, unitIds }) => [
    { index: `region/${regionId}`, sort: stream },
    ...unitIds.map((unitId) => ({ index: `unit/${unitId}`, sort: stream })),
  ],
});
