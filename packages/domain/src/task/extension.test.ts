// The life of a request for an extension 延期申请 as a table, and what extensions do to due days.
import { describe, expect, test } from "vitest";
import { assigned, closing, opened, openPlan, page, words } from "../../testing/facts.ts";
import { type Act, testLife } from "../../testing/life-table.ts";
import {
  developmentBureau,
  financeBureau,
  healthBureau,
  of,
  office,
  policy,
  rosterWithout,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { TaskExtended } from "./extend-task.ts";
import { ExtensionLapsed } from "./extension-lapsed.ts";
import { ExtensionGranted } from "./grant-extension.ts";
import { task } from "./index.ts";
import { ExtensionRefused } from "./refuse-extension.ts";
import { ExtensionRequested } from "./request-extension.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { ExtensionRequestWithdrawn } from "./withdraw-extension-request.ts";

const given = specification(task);
const { requestExtension, withdrawExtensionRequest, grantExtension, refuseExtension, extendTask } = task.actions;
const { claimCompletion, closeTask, exemptAssignment, reassign, handOver } = task.actions;

const unitId = financeBureau;
const unit = of(unitId);
const first = { unitId, extensionNo: 1 };
const request = { unitId, dueOn: "2021-12-31", reason: words("等待上级系统"), evidence: [page] };
const grant = { ...first, dueOn: "2021-12-20", opinion: words("同意") };
const refusal = { ...first, reason: words("时限由上级规定") };
const claim = { unitId, completedOn: today, done: words("已公开"), evidence: [page] };
const whole = { dueOn: "2022-01-31", reason: words("平台推迟"), authority: words("常务会议纪要") };

const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"])];
const requested = ExtensionRequested({ ...request, extensionNo: 1, before: "2021-11-30", planRevision: 4 });
const since = ExtensionRequested({ ...requested.data, planRevision: 6 });
const granted = ExtensionGranted({ ...grant, before: "2021-11-30", asked: "2021-12-31" });

const play = (facts: readonly Fact[]) => facts.reduce(task.evolve, task.initial);

/** Columns of the table: the facts that lead to each state of the request. */
const histories = {
  none: [],
  pending: [requested],
  // Since a closing, of the plan that is open again.
  since: [since],
  granted: [requested, granted],
  refused: [requested, ExtensionRefused(refusal)],
  withdrawn: [requested, ExtensionRequestWithdrawn(first)],
  lapsed: [requested, ExtensionLapsed({ ...first, cause: "taskExtended" })],
};

const acts: Readonly<Record<string, Act>> = {
  request: [requestExtension, request, unit],
  withdraw: [withdrawExtensionRequest, first, unit],
  grant: [grantExtension, grant, office],
  grantOther: [grantExtension, { ...grant, dueOn: "2022-01-10" }, office],
  refuse: [refuseExtension, refusal, office],
  extendShort: [extendTask, { ...whole, dueOn: "2021-12-25" }, office],
  extendFar: [extendTask, whole, office],
  claim: [claimCompletion, claim, unit],
  exempt: [exemptAssignment, { unitId, reason: words("无此类事项"), authority: words("会议纪要") }, office],
  reassign: [reassign, { unitId, toUnitId: healthBureau, reason: words("职责划转") }, office],
  handOver: [handOver, { unitId, toUnitId: healthBureau, reason: words("单位撤并") }, policy, rosterWithout(unitId)],
  close: [closeTask, { cause: "planClosed" }, policy],
};

// A cell is the state of the part's last request after the act with its day, `nothing`, or the code of the refusal.
const table = `
  act         | none                | pending              | since                | granted               | refused               | withdrawn               | lapsed
  request     | pending 11-30       | EXTENSION_PENDING    | EXTENSION_PENDING    | pending 12-20         | pending 11-30         | pending 11-30           | pending 11-30
  withdraw    | EXTENSION_NOT_FOUND | withdrawn 11-30      | withdrawn 11-30      | EXTENSION_NOT_PENDING | EXTENSION_NOT_PENDING | nothing                 | EXTENSION_NOT_PENDING
  grant       | EXTENSION_NOT_FOUND | granted 12-20        | granted 12-20        | nothing               | EXTENSION_NOT_PENDING | EXTENSION_NOT_PENDING   | EXTENSION_NOT_PENDING
  grantOther  | EXTENSION_NOT_FOUND | granted 01-10        | granted 01-10        | EXTENSION_NOT_PENDING | EXTENSION_NOT_PENDING | EXTENSION_NOT_PENDING   | EXTENSION_NOT_PENDING
  refuse      | EXTENSION_NOT_FOUND | refused 11-30        | refused 11-30        | EXTENSION_NOT_PENDING | nothing               | EXTENSION_NOT_PENDING   | EXTENSION_NOT_PENDING
  extendShort | none 12-25          | pending 12-25        | pending 12-25        | granted 12-25         | refused 12-25         | withdrawn 12-25         | lapsed 12-25
  extendFar   | none 01-31          | lapsed 01-31         | lapsed 01-31         | granted 01-31         | refused 01-31         | withdrawn 01-31         | lapsed 01-31
  claim       | none 11-30          | lapsed 11-30         | lapsed 11-30         | granted 12-20         | refused 11-30         | withdrawn 11-30         | lapsed 11-30
  exempt      | none 11-30          | lapsed 11-30         | lapsed 11-30         | granted 12-20         | refused 11-30         | withdrawn 11-30         | lapsed 11-30
  reassign    | none 11-30          | lapsed 11-30         | lapsed 11-30         | granted 12-20         | refused 11-30         | withdrawn 11-30         | lapsed 11-30
  handOver    | none 11-30          | lapsed 11-30         | lapsed 11-30         | granted 12-20         | refused 11-30         | withdrawn 11-30         | lapsed 11-30
  close       | none 11-30          | lapsed 11-30         | pending 11-30        | granted 12-20         | refused 11-30         | withdrawn 11-30         | lapsed 11-30
`;
testLife({
  ...{ table, begun: begun, histories, acts },
  told: ({ assignments }) => {
    const part = assignments[unitId];
    return `${part?.extension?.state ?? "none"} ${part?.dueOn?.slice(5)}`;
  },
});

describe("asking", () => {
  test("a request says the day asked for, why, and the day that holds until it is answered", () => {
    given(...begun)
      .when(requestExtension, request, unit, openPlan)
      .yields(requested);
  });

  test("one request waits at a time", () => {
    given(...begun, requested)
      .when(requestExtension, request, unit, openPlan)
      .rejects("EXTENSION_PENDING");
  });

  test("it may be made after the due day, but asks for a day that is still to come, later than the present one", () => {
    const late = of(unitId, "2021-12-10T02:00:00.000Z");
    given(...begun)
      .when(requestExtension, { ...request, dueOn: "2021-12-10" }, late, openPlan)
      .yields(ExtensionRequested({ ...requested.data, dueOn: "2021-12-10" }));
    given(...begun)
      .when(requestExtension, { ...request, dueOn: "2021-12-09" }, late, openPlan)
      .rejects("EXTENSION_IN_THE_PAST", "2021-12-09; 2021-12-10");
    for (const dueOn of ["2021-11-30", "2021-07-31"])
      given(...begun)
        .when(requestExtension, { ...request, dueOn }, unit, openPlan)
        .rejects("EXTENSION_NOT_LATER", `${dueOn}; 2021-11-30`);
  });

  test("nobody asks for another unit, and nothing without a due day is extended", () => {
    given(...begun)
      .when(requestExtension, request, of(developmentBureau), openPlan)
      .rejects("NOT_YOUR_ASSIGNMENT");
    const { data } = opened();
    const endless = [{ type: "TaskOpened", data: { ...data, dueOn: null } }, ...begun.slice(1)];
    given(...endless)
      .when(requestExtension, request, unit, openPlan)
      .rejects("NO_DUE_DAY");
    given(...endless)
      .when(extendTask, whole, office)
      .rejects("NO_DUE_DAY");
  });

  test("an earlier request than the last is over", () => {
    const second = ExtensionRequested({ ...request, extensionNo: 2, before: "2021-11-30" });
    given(...begun, requested, ExtensionRefused(refusal), second)
      .when(grantExtension, grant, office)
      .rejects("EXTENSION_NOT_PENDING");
    given(...begun, requested)
      .when(withdrawExtensionRequest, { ...first, extensionNo: 2 }, unit)
      .rejects("EXTENSION_NOT_FOUND");
  });
});

describe("answering", () => {
  test("the office may grant another day than the one asked for, and both are kept", () => {
    given(...begun, requested)
      .when(grantExtension, grant, office)
      .yields(granted);
    expect(granted.data).toMatchObject({ before: "2021-11-30", asked: "2021-12-31", dueOn: "2021-12-20" });
  });

  test("a day that is no extension, or that is over, is not granted", () => {
    given(...begun, requested)
      .when(grantExtension, { ...grant, dueOn: "2021-11-30" }, office)
      .rejects("EXTENSION_NOT_LATER");
    given(...begun, requested)
      .when(grantExtension, grant, { ...office, at: "2021-12-21T02:00:00.000Z" })
      .rejects("EXTENSION_IN_THE_PAST");
  });

  test("a refusal and a withdrawal leave the due day", () => {
    given(...begun, requested)
      .when(refuseExtension, refusal, office)
      .yields(ExtensionRefused(refusal));
    given(...begun, requested)
      .when(withdrawExtensionRequest, first, unit)
      .yields(ExtensionRequestWithdrawn(first));
  });

  test("a claim and the end of the plan let a pending request lapse, on the record", () => {
    given(...begun, requested)
      .when(claimCompletion, claim, unit)
      .yields(ExtensionLapsed({ ...first, cause: "claimed" }), CompletionClaimed(claim));
    given(...begun, requested)
      .when(closeTask, { cause: "planClosed" }, policy, closing)
      .yields(
        ExtensionLapsed({ ...first, cause: "planClosed" }),
        TaskClosed({ cause: "planClosed", dropped: [developmentBureau, unitId] }),
      );
  });
});

test("a closing ends what was asked before it, and not what was asked of the plan that is open again", () => {
  const over = TaskClosed({ cause: "planClosed", dropped: [developmentBureau, unitId] });
  given(...begun, since)
    .when(closeTask, { cause: "planClosed" }, policy, closing)
    .yields(over);
  const { planRevision: _, ...asBefore } = since.data;
  given(...begun, ExtensionRequested(asBefore))
    .when(closeTask, { cause: "planClosed" }, policy, closing)
    .yields(ExtensionLapsed({ ...first, cause: "planClosed" }), over);
});

test("nothing is asked of a plan that is closed, also before its closing is carried out", () => {
  given(...begun)
    .when(requestExtension, request, unit, { plan: { status: "closed", revision: 5 } })
    .rejects("PLAN_CLOSED");
});

describe("extending a whole task", () => {
  const both = [developmentBureau, unitId].map((unitId) => ({ unitId, before: "2021-11-30" }));

  test("every open part that was due earlier is due on the new day, without a request", () => {
    given(...begun)
      .when(extendTask, whole, office)
      .yields(TaskExtended({ ...whole, before: "2021-11-30", parts: both }));
  });

  test("a part that has a later day keeps it, and a signed-off one is left alone", () => {
    const later = ExtensionGranted({ ...granted.data, dueOn: "2022-02-28" });
    const done = AssignmentSignedOff({ unitId: developmentBureau, opinion: words("同意") });
    given(...begun, requested, later, done)
      .when(extendTask, whole, office)
      .yields(TaskExtended({ ...whole, before: "2021-11-30", parts: [] }));
  });

  test("a part that is claimed moves too, so that its unit has the new day if the claim comes back", () => {
    given(...begun, CompletionClaimed(claim))
      .when(extendTask, whole, office)
      .yields(TaskExtended({ ...whole, before: "2021-11-30", parts: both }));
  });

  test("a pending request for that day or an earlier one lapses", () => {
    given(...begun, requested)
      .when(extendTask, whole, office)
      .yields(
        TaskExtended({ ...whole, before: "2021-11-30", parts: both }),
        ExtensionLapsed({ ...first, cause: "taskExtended" }),
      );
  });

  test("a unit that comes to the task later gets the task's new day", () => {
    const extended = TaskExtended({ ...whole, before: "2021-11-30", parts: both });
    const { assignments } = play([...begun, extended, assigned([healthBureau, "responsible"])]);
    expect(assignments[healthBureau]?.dueOn).toBe("2022-01-31");
  });

  test("extending twice to the same day changes nothing, and a task is not made due earlier", () => {
    const extended = TaskExtended({ ...whole, before: "2021-11-30", parts: both });
    given(...begun, extended)
      .when(extendTask, whole, office)
      .changesNothing();
    given(...begun, extended)
      .when(extendTask, { ...whole, dueOn: "2021-12-31" }, office)
      .rejects("EXTENSION_NOT_LATER");
  });
});
