// The roster 单位名录 of a region: its units and groups, with every name they are printed under.
import { aggregate } from "../kernel/aggregate.ts";
import { addAlias } from "./add-alias.ts";
import { changeMembership } from "./change-membership.ts";
import { correctName } from "./correct-name.ts";
import { correctValidity } from "./correct-validity.ts";
import { defineGroup } from "./define-group.ts";
import { endAlias } from "./end-alias.ts";
import { endGroup } from "./end-group.ts";
import { fieldsOfRoster } from "./fields.ts";
import { loadRoster } from "./load-roster.ts";
import { mergeUnits } from "./merge-units.ts";
import { nameSuccessor } from "./name-successor.ts";
import { registerUnit } from "./register-unit.ts";
import { removeCreditCode } from "./remove-credit-code.ts";
import { renameUnit } from "./rename-unit.ts";
import { restoreGroup } from "./restore-group.ts";
import { restoreUnit } from "./restore-unit.ts";
import { retireUnit } from "./retire-unit.ts";
import { setCreditCode } from "./set-credit-code.ts";
import { splitUnit } from "./split-unit.ts";
import { emptyRoster } from "./state.ts";

/** The aggregate of rosters: one per region, in the stream `roster-<regionId>`. */
export const roster = aggregate({
  name: "roster",
  missing: "ROSTER_NOT_FOUND",
  initial: emptyRoster,
  fields: fieldsOfRoster,
  // A region has one roster, named by its code: a unit of another region cannot be entered into it.
  subject: (state, id) => (state.regionId === id ? { regionId: id, planId: null, taskId: null } : null),
  actions: {
    ...{
      registerUnit,
      addAlias,
      endAlias,
      defineGroup,
      endGroup,
      restoreGroup,
      changeMembership,
      correctValidity,
      correctName,
      loadRoster,
    },
    ...{ renameUnit, mergeUnits, splitUnit, retireUnit, nameSuccessor, restoreUnit, setCreditCode, removeCreditCode },
  },
});
