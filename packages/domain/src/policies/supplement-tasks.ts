// A later notice that supplements a plan amends and withdraws its tasks; the plan imported from it is discarded as used.
import { taskIdOf } from "../identity.ts";
import { plan } from "../plan/index.ts";
import { isDraft } from "../plan/state.ts";
import { groundOf } from "../plan/supplement.ts";
import { task } from "../task/index.ts";
import { command, policy } from "./policy.ts";

export const supplementTasks = policy({
  name: "supplement-tasks",
  on: "PlanSupplemented",
  needs: ({ fact }) => ({ used: { of: plan, id: fact.data.supplementId } }),
  react({ fact, meta: { planId } }, { used }, identity) {
    if (planId === null) return [];
    const { map, sourceSha256, citation } = fact.data;
    const ground = groundOf({ citation });
    const acts = map.flatMap((effect) => {
      if (effect.kind === "amends") {
        const amend = { changes: effect.changes, ...ground, sourceSha256 };
        // A later notice changes no headings, so none are looked up.
        return [command(task, "amendTask", taskIdOf(identity, planId, effect.of), amend, { sections: [] })];
      }
      return effect.kind === "withdraws"
        ? [command(task, "withdrawTask", taskIdOf(identity, planId, effect.of), ground)]
        : [];
    });
    const discard = command(plan, "discardDraft", used.id, { reason: ground.reason, supplementOf: planId });
    return isDraft(used.state) ? [...acts, discard] : acts;
  },
});
