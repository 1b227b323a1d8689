// Declaring read models: what the compiler refuses, and what a fold does with events.
import { denial, roster } from "@taizhang/domain";
import { expect, test } from "vitest";
import { finance, regionId, stored } from "../testing/facts.ts";
import { folding, ignored, kindOf, type Reactions, readModel } from "./read-model.ts";

const [UnitRegistered] = roster.actions.registerUnit.events;
const [AliasAdded] = roster.actions.addAlias.events;
const unit = UnitRegistered({ ...UnitRegistered.sample, regionId, unitId: finance });
const alias = AliasAdded({ ...AliasAdded.sample, of: { kind: "unit", unitId: finance } });

const some = {
  UnitRegistered: (count: number | null) => (count ?? 0) + 1,
  AliasAdded: ignored("it registers nobody"),
  GroupDefined: ignored("it registers nobody"),
  UnitRenamed: ignored("it registers nobody"),
  UnitMerged: ignored("it registers nobody"),
  UnitSplit: ignored("it registers nobody"),
  UnitRetired: ignored("it registers nobody"),
  SuccessorNamed: ignored("it registers nobody"),
  CreditCodeSet: ignored("it registers nobody"),
  AliasEnded: ignored("it registers nobody"),
  UnitRestored: ignored("it registers nobody"),
  NameCorrected: ignored("it registers nobody"),
  CreditCodeRemoved: ignored("it registers nobody"),
  GroupEnded: ignored("it registers nobody"),
  GroupRestored: ignored("it registers nobody"),
};
const all = {
  ...some,
  MembershipChanged: ignored("it registers nobody"),
  ValidityCorrected: ignored("it registers nobody"),
};

test("a model that leaves out an event of its aggregate does not compile", () => {
  const complete: Reactions<number, typeof roster> = all;
  // @ts-expect-error: MembershipChanged is neither handled nor ignored.
  const incomplete: Reactions<number, typeof roster> = some;
  // @ts-expect-error: the same in the declaration of a model.
  readModel<number, typeof roster>({ name: "m", version: 1, of: roster, key: () => null, on: some, indexes: () => [] });
  // @ts-expect-error: an event is ignored for a reason or not at all.
  const unexplained: Reactions<number, typeof denial> = { AttemptDenied: null };
  expect([complete, incomplete, unexplained].map((on) => Object.keys(on).length)).toEqual([17, 15, 1]);
});

test("a model that handles an event of another aggregate does not compile", () => {
  // @ts-expect-error: no plan is in a roster.
  expect(folding<number, typeof roster>(roster, { ...all, PlanClosed: ignored("") })).toBeTypeOf("function");
});

test("a fold reacts to handled events, and not to ignored ones or those of other aggregates", () => {
  const counts = folding<number, typeof roster>(roster, all);
  const [one, other, two] = stored([unit, alias, unit]);
  if (!one || !other || !two) throw new Error("there are three events");
  expect([one, other, two].reduce<number | null>(counts, null)).toBe(2);
  const { model } = readModel({
    name: "counts",
    version: 1,
    of: roster,
    key: () => "all",
    on: all,
    indexes: (count: number) => [{ index: "counts", sort: String(count) }],
  });
  expect(model.key(one)).toBe("all");
  expect(model.key({ ...one, fact: denial.actions.recordDeniedAttempt.events[0](denialSample) })).toBeNull();
  expect(model.shows(2, "all")).toEqual([{ kind: "", key: "all", doc: 2, entries: [{ index: "counts", sort: "2" }] }]);
});

const denialSample = denial.actions.recordDeniedAttempt.events[0].sample;

test("the documents of a kind have keys and indexes of their own", () => {
  const entries = [{ index: "unit/1", sort: "2021" }];
  expect(kindOf<string>("line").shown("a", "text", entries)).toEqual({
    kind: "line",
    key: "line:a",
    doc: "text",
    entries: [{ index: "line:unit/1", sort: "2021" }],
  });
  expect(kindOf<string>().shown("a", "text", entries)).toEqual({ kind: "", key: "a", doc: "text", entries });
});
