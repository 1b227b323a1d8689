// Loading a roster 载入名录: many units and groups at once, as a file has them, in one append. What is there already stays.
import { action, reject } from "../kernel/action.ts";
import { sampleGroup, sampleRegion, sampleUnit } from "../kernel/sample-values.ts";
import { pathOf } from "../kernel/texts.ts";
import { refusalInWords } from "../rejections.ts";
import { loadEvents, rosterChanges } from "./roster-changes.ts";
import { rosterLoad } from "./roster-file.ts";
import type { RosterState } from "./state.ts";

// Enough to see what kind of faults there are; `rosterChanges` tells all.
const faultsTold = 5;

export const loadRoster = action({
  title: { zh: "载入名录", en: "Load a roster" },
  by: ["office", "admin"],
  command: rosterLoad,
  example: {
    regionId: sampleRegion,
    validFrom: "2021-01-01",
    units: [{ unitId: sampleUnit, name: "区财政局", aliases: ["财政局"], validFrom: null }],
    groups: [
      {
        groupId: sampleGroup,
        name: "区政府各部门",
        aliases: [],
        kind: "list",
        members: ["区财政局"],
        validFrom: null,
      },
    ],
  },
  events: loadEvents,
  open: (roster: RosterState) => roster,
  decide(roster, command, actor) {
    const { faults, facts } = rosterChanges(roster, command, actor);
    if (faults.length === 0) return facts;
    const told = faults.slice(0, faultsTold).map(({ path, rejection: { rejected, detail } }) => {
      const { zh, en } = refusalInWords(rejected, detail);
      return `${pathOf(path)}: ${zh} / ${en}`;
    });
    const more = faults.length - told.length;
    return reject("ROSTER_FAULTY", [...told, ...(more > 0 ? [`+${more}`] : [])].join("; "));
  },
});
