// The roster 单位名录 of a region: its units and groups, with every name they are printed under.
import { aggregate } from "../kernel/aggregate.ts";
import { addAlias } from "./add-alias.ts";
import { changeMembership } from "./change-membership.ts";
import { defineGroup } from "./define-group.ts";
import { registerUnit } from "./register-unit.ts";
import { emptyRoster } from "./state.ts";

export const roster = aggregate({
  name: "roster",
  missing: "ROSTER_NOT_FOUND",
  initial: emptyRoster,
  subject: (state) => (state.regionId === null ? null : { regionId: state.regionId, planId: null, taskId: null }),
  actions: { registerUnit, addAlias, defineGroup, changeMembership },
});
