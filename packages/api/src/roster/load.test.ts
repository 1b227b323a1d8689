// A roster file over HTTP: what it would change is told first, and loading it does just that.
import { afterAll, beforeAll, expect, test } from "vitest";
import { everyPage } from "../../testing/pages.ts";
import { testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
const region = testRegion(ledger);
let serving: Serving;

beforeAll(async () => {
  await region.register("区财政局");
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

const preview = `query ($validFrom: Day!, $units: [RosterUnitInput!]!, $groups: [RosterGroupInput!]!) {
  rosterChanges(validFrom: $validFrom, units: $units, groups: $groups) {
    newCount changedCount unchangedCount changes { zh } faults { path message { zh } }
  }
}`;
const loading = `mutation ($input: LoadRosterInput!) {
  loadRoster(input: $input) { receipt { outcome eventIds } rejection { code detail } unit { id } notShown { zh } }
}`;
const file = {
  validFrom: "2021-06-01",
  units: [{ name: "区财政局", aliases: ["财政局"] }, { name: "区教育局" }],
  groups: [{ name: "区政府各部门", kind: "LIST", members: ["财政局", "区教育局"], validFrom: "2021-07-01" }],
};
const load = (commandId: string, input: object) =>
  serving.ask(loading, { input: { commandId, regionId: "420304", ...input } }, region.bearer("office"));

test("what a file would change is told, and nothing is changed by telling", async () => {
  const told = {
    newCount: 2,
    changedCount: 1,
    unchangedCount: 0,
    changes: [
      { zh: "登记单位“区教育局”，自2021-06-01起" },
      { zh: "为“区财政局”增加别名“财政局”" },
      { zh: "设单位组“区政府各部门”，成员2个" },
    ],
    faults: [],
  };
  for (const role of ["office", "admin"] as const)
    expect(await serving.ask(preview, file, region.bearer(role))).toMatchObject({ data: { rosterChanges: told } });
  expect(await serving.ask(preview, file, region.bearer("auditor"))).toMatchObject({
    errors: [{ extensions: { code: "FORBIDDEN" } }],
  });
});

test("every fault is told with its path, and loading is refused with the first", async () => {
  const faulty = { ...file, groups: [{ ...file.groups[0], members: ["区民政局", "区教育局", "区科技局"] }] };
  expect(await serving.ask(preview, faulty, region.bearer("office"))).toMatchObject({
    data: {
      rosterChanges: {
        faults: [
          { path: "groups.0.members.0", message: { zh: "名录中没有这个单位。（区民政局）" } },
          { path: "groups.0.members.2", message: { zh: "名录中没有这个单位。（区科技局）" } },
        ],
      },
    },
  });
  expect(await load("load-faulty", faulty)).toMatchObject({
    data: { loadRoster: { receipt: null, rejection: { code: "ROSTER_FAULTY" } } },
  });
});

test("a text that the ledger cannot keep is bad input, with its field", async () => {
  const broken = { ...file, units: [{ name: "区财\u200b政局" }] };
  for (const answer of [await serving.ask(preview, broken, region.bearer("office")), await load("load-broken", broken)])
    expect(answer).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT", field: "units.0.name" } }] });
});

test("loading a file makes its units and groups at once, and again changes nothing", async () => {
  expect(await load("load-1", file)).toMatchObject({
    data: {
      loadRoster: {
        receipt: { outcome: "DONE", eventIds: [expect.any(String), expect.any(String), expect.any(String)] },
        rejection: null,
        unit: null,
        notShown: null,
      },
    },
  });
  const unit = "name aliases { alias validFrom } members { unitId from }";
  const units = await everyPage(serving, { field: "units", node: unit }, region.bearer("office"), 100);
  const membership = (name: string) => ({ unitId: region.unitId(name), from: "2021-07-01" });
  expect(units).toEqual([
    { name: "区财政局", aliases: [{ alias: "财政局", validFrom: "2021-06-01" }], members: [] },
    { name: "区教育局", aliases: [], members: [] },
    { name: "区政府各部门", aliases: [], members: [membership("区财政局"), membership("区教育局")] },
  ]);
  expect(await load("load-2", file)).toMatchObject({ data: { loadRoster: { receipt: { outcome: "UNCHANGED" } } } });
});

test("a name that is out of use is a new unit's from a later day on, with an id of its own", async () => {
  const rename = "mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { rejection { code } unit { id } } }";
  const renamed = await serving.ask(
    rename,
    {
      input: {
        ...{ commandId: "rename", regionId: "420304", unitId: region.unitId("区财政局") },
        ...{ name: "区财政金融局", on: "2021-08-01" },
      },
    },
    region.bearer("office"),
  );
  expect(renamed).toMatchObject({ data: { renameUnit: { rejection: null } } });
  const units = (validFrom: string) => ({ validFrom, units: [{ name: "区财政局", validFrom }], groups: [] });
  expect(await load("too-early", units("2021-07-31"))).toMatchObject({
    data: {
      loadRoster: {
        receipt: null,
        rejection: {
          code: "ROSTER_FAULTY",
          detail: expect.stringMatching(/^units\.0\.name: .*区财政局 2021-\d\d-\d\d – 2021-07-31/),
        },
      },
    },
  });
  expect(await load("later", units("2021-08-01"))).toMatchObject({ data: { loadRoster: { rejection: null } } });
  expect(await load("again", units("2021-08-01"))).toMatchObject({
    data: { loadRoster: { receipt: { eventIds: [] }, rejection: null } },
  });
  const found = "query ($name: String!) { units(name: $name) { edges { node { id name validFrom } } } }";
  const { data } = await serving.ask(found, { name: "区财政局" }, region.bearer("office"));
  const nodes = Object(data).units.edges.map(({ node }: { node: { validFrom: string } }) => node.validFrom);
  expect(nodes.toSorted().at(-1)).toBe("2021-08-01");
  expect(nodes).toHaveLength(2);
});
