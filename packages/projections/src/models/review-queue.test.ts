// What waits for a lead unit or for the office, and when it no longer does.
import type { DomainFact } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import {
  assigned,
  at,
  CompletionEndorsed,
  CompletionReturned,
  claimed,
  corrected,
  ExtensionGranted,
  ExtensionLapsed,
  ExtensionRefused,
  ExtensionRequested,
  ExtensionRequestWithdrawn,
  finance,
  GroupExpanded,
  groupAssigned,
  health,
  lead,
  opened,
  ReportAccepted,
  regionId,
  relevant,
  reported,
  signedOff,
  stored,
  TaskClosed,
  words,
} from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { waitingKinds } from "./owed-waits.ts";
import { reviewQueue } from "./task.ts";

/** What waits for whom, after these facts: kind and unit (or group), in order. The list of each kind is held to the queue. */
async function waiting(...facts: DomainFact[]) {
  const of = async (index: string) => {
    const queue = (await listed(reviewQueue, stored(facts), index)).map(({ doc }) => doc);
    for (const kind of waitingKinds) {
      const ofKind = (await listed(reviewQueue, stored(facts), `${index}/${kind}`)).map(({ doc }) => doc);
      expect([kind, ofKind]).toEqual([kind, queue.filter((each) => each.kind === kind)]);
    }
    return queue.map((doc) => `${doc.kind} ${doc.unitId ?? doc.groupName}`);
  };
  return { lead: await of(`lead/${lead}`), office: await of(`office/${regionId}`) };
}

const led = [opened(), assigned([lead, "lead"], [finance, "responsible"])];
const unled = [opened(), assigned([finance, "responsible"])];
const endorsed = CompletionEndorsed({ unitId: finance, opinion: words("属实") });

test("if nothing was filed, nothing waits", async () => {
  expect(await waiting(...led)).toEqual({ lead: [], office: [] });
});

describe("reports", () => {
  test("a report waits for the task's lead", async () => {
    expect(await waiting(...led, reported(finance))).toEqual({ lead: [`report ${finance}`], office: [] });
  });

  test("without a lead, or from the lead itself, it waits for the office", async () => {
    expect(await waiting(...unled, reported(finance))).toEqual({ lead: [], office: [`report ${finance}`] });
    expect(await waiting(...led, reported(lead))).toEqual({ lead: [], office: [`report ${lead}`] });
  });

  test("each report waits separately until it is reviewed; a correction makes it wait again", async () => {
    const filed = [...led, reported(finance), reported(finance, 2)];
    const accepted = ReportAccepted({ unitId: finance, reportNo: 1 });
    expect((await waiting(...filed)).lead).toHaveLength(2);
    const left = await listed(reviewQueue, stored([...filed, accepted]), `lead/${lead}`);
    expect(left.map(({ doc }) => doc.reportNo)).toEqual([2]);
    const again = await listed(reviewQueue, stored([...filed, corrected(finance)]), `lead/${lead}`);
    expect(again.map(({ doc }) => [doc.reportNo, doc.since])).toEqual([
      [2, at(3)],
      [1, at(4)],
    ]);
  });

  test("a report that nobody may review any more does not wait", async () => {
    expect(await waiting(...unled, reported(finance), claimed(finance), signedOff(finance))).toEqual({
      lead: [],
      office: [],
    });
  });
});

describe("claims", () => {
  test("a claim waits for the lead, and once endorsed for the office", async () => {
    expect(await waiting(...led, claimed(finance))).toEqual({ lead: [`endorsement ${finance}`], office: [] });
    expect(await waiting(...led, claimed(finance), endorsed)).toEqual({ lead: [], office: [`signOff ${finance}`] });
  });

  test("a claim that needs no endorsement waits for the office at once", async () => {
    const atOnce = { lead: [], office: [`signOff ${finance}`] };
    expect(await waiting(...unled, claimed(finance))).toEqual(atOnce);
    const without = opened({ steps: { endorsement: false, signOff: true } });
    expect(await waiting(without, ...led.slice(1), claimed(finance))).toEqual(atOnce);
    expect(await waiting(...led, claimed(lead))).toEqual({ lead: [], office: [`signOff ${lead}`] });
  });

  test("a returned claim and a signed-off one wait for nobody", async () => {
    const returned = CompletionReturned({ unitId: finance, reason: words("链接打不开") });
    expect(await waiting(...led, claimed(finance), returned)).toEqual({ lead: [], office: [] });
    expect(await waiting(...led, claimed(finance), endorsed, signedOff(finance))).toEqual({ lead: [], office: [] });
  });
});

describe("requests for an extension", () => {
  const asked = ExtensionRequested({ ...ExtensionRequested.sample, unitId: finance });

  test("a request waits for the office, with the day asked for and the day it is due", async () => {
    const [item] = await listed(reviewQueue, stored([...led, asked]), `office/${regionId}`);
    expect(item?.doc).toMatchObject({
      ...{ kind: "extension", unitId: finance, extensionNo: 1, dueOn: "2021-11-30", askedDueOn: "2021-12-31" },
      since: at(2),
    });
  });

  test("one that is answered, withdrawn or lapsed waits for nobody; a second one does again", async () => {
    const refused = ExtensionRefused({ ...ExtensionRefused.sample, unitId: finance });
    const ends = [
      ExtensionGranted({ ...ExtensionGranted.sample, unitId: finance }),
      refused,
      ExtensionRequestWithdrawn({ unitId: finance, extensionNo: 1 }),
      ExtensionLapsed({ unitId: finance, extensionNo: 1, cause: "claimed" }),
    ];
    for (const end of ends) expect((await waiting(...led, asked, end)).office).toEqual([]);
    const again = ExtensionRequested({ ...asked.data, extensionNo: 2 });
    expect((await waiting(...led, asked, refused, again)).office).toEqual([`extension ${finance}`]);
  });
});

test("a group without named units waits for the office and for the lead until units are named", async () => {
  const named = GroupExpanded({
    groupId: relevant,
    unitIds: [health],
    relations: ["responsible"],
    reason: words("属其职责"),
  });
  expect(await waiting(...led, groupAssigned)).toEqual({ lead: ["group 相关部门"], office: ["group 相关部门"] });
  expect(await waiting(...led, groupAssigned, named)).toEqual({ lead: [], office: [] });
});

test("the longest waiting comes first", async () => {
  const facts = [...led, assigned([health, "responsible"]), reported(health), reported(finance)];
  expect((await waiting(...facts)).lead).toEqual([`report ${health}`, `report ${finance}`]);
});

test("nothing waits in a closed task", async () => {
  const closed = TaskClosed({ cause: "planClosed", dropped: [lead, finance] });
  expect(await waiting(...led, groupAssigned, reported(finance), closed)).toEqual({ lead: [], office: [] });
});
