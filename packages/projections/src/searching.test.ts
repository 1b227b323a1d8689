// What is found by its words, fact by fact; and that what is found is what holds the words, whatever the words are.
import { type DomainFact, foldName, task } from "@taizhang/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { opened, PlanImported, planId, regionId, stored, TaskAmended, taskId } from "../testing/facts.ts";
import { digest, documentsAfter } from "./fold.ts";
import { memoryViews } from "./memory-views.ts";
import { pairIndexes, searchable, searchSort } from "./models/searchable.ts";
import { holdingAll, withNumber } from "./searching.ts";

const reason = { text: "口径调整" };
const amended = (text: string, before: string) =>
  TaskAmended({ ...TaskAmended.sample, before: { text: before }, after: { text }, parts: [], reason });
const row = (text: string, no = "7") => ({ ...opened().data.row, text, no, row: Number(no) });

/** Views that hold what these facts make. */
async function viewsOf(...facts: readonly DomainFact[]) {
  const views = memoryViews();
  const { changes } = digest(searchable.model, new Map(), stored(facts));
  const to = { position: 1n, stopped: false, live: true, mark: "log" };
  await views.commit([{ model: searchable.model, changes, from: null, to }]);
  return views;
}

const ids = async (views: Awaited<ReturnType<typeof viewsOf>>, ...terms: string[]) =>
  (await holdingAll(views, regionId, terms.map(foldName), 100))?.value.found.map(({ key }) => key);

test("a task is found by any part of its words as they hold now, whatever their width and case", async () => {
  const views = await viewsOf(opened({ row: row("推进ＡＩ＋政务服务，公开预算。") }));
  expect(await ids(views, "政务")).toEqual([taskId]);
  expect(await ids(views, "ai+政务服务")).toEqual([taskId]);
  expect(await ids(views, "公开预算", "推进")).toEqual([taskId]);
  expect(await ids(views, "公开", "决算")).toEqual([]);
  expect(await ids(views, "务政")).toEqual([]);
});

test("one character says nothing by itself, and narrows what others find", async () => {
  const views = await viewsOf(opened({ row: row("公开预算") }));
  expect(await holdingAll(views, regionId, ["预"], 100)).toBeNull();
  expect(await ids(views, "公开", "预")).toEqual([taskId]);
  expect(await ids(views, "公开", "决")).toEqual([]);
});

test("an amended task is found by its new words, not by the old ones", async () => {
  const views = await viewsOf(opened({ row: row("公开预算") }), amended("公开决算", "公开预算"));
  expect(await ids(views, "决算")).toEqual([taskId]);
  expect(await ids(views, "预算")).toEqual([]);
});

test("a plan is found by title, issuer and number; the number is found whole", async () => {
  const { sample } = PlanImported;
  const views = await viewsOf(
    PlanImported({
      ...sample,
      plan: { ...sample.plan, title: "政务公开要点", docNumber: "郧政办发〔2021〕3号", issuer: "区政府办" },
    }),
  );
  expect(await ids(views, "公开要点", "政府办")).toEqual([planId]);
  const numbered = async (number: string) =>
    (await withNumber(views, regionId, number, 10)).value.found.map(({ key }) => key);
  expect(await numbered("郧政办发[2021]3号")).toEqual([planId]);
  expect(await numbered("郧政办发")).toEqual([]);
});

test("what is withdrawn comes last until it is restored", () => {
  const [withdrawn] = task.actions.withdrawTask.events;
  const [restored] = task.actions.restoreTask.events;
  const sortAfter = (...facts: DomainFact[]) => {
    const doc = documentsAfter(searchable, stored([opened(), ...facts])).get(taskId);
    return doc && searchSort(doc);
  };
  const before = sortAfter();
  expect(sortAfter(withdrawn(withdrawn.sample))).toBe(`1${before?.slice(1)}`);
  expect(sortAfter(withdrawn(withdrawn.sample), restored(restored.sample))).toBe(before);
});

test("what was looked at in vain counts: an answer that is cut says so", async () => {
  const views = await viewsOf(opened({ row: row("公开预算") }));
  expect((await holdingAll(views, regionId, ["公开"], 1))?.value.isCut).toBe(false);
  expect((await holdingAll(views, regionId, ["公开"], 0))?.value).toMatchObject({ found: [], isCut: true });
});

test("every part of a text of two or more characters shares all its indexes with the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 2 }), fc.nat(), fc.nat(), (text, from, length) => {
      const characters = [...foldName(text)];
      const begin = from % (characters.length + 1);
      const part = characters.slice(begin, begin + (length % (characters.length + 1))).join("");
      const whole = new Set(pairIndexes(regionId, characters.join("")));
      // Folding what is folded again changes nothing, else a part could be told by other pairs than its whole.
      fc.pre(foldName(part) === part && foldName(characters.join("")) === characters.join(""));
      expect(pairIndexes(regionId, part).filter((index) => !whole.has(index))).toEqual([]);
    }),
  );
});
