import { expect, test } from "vitest";
import { newForDays, newPlans } from "./new-plans.ts";

const share = (id: string, issuedOn: string | null, toAccept: number) => ({
  ...{ assignments: 40, toAccept },
  plan: { id, title: `计划${id}`, issuedOn },
});

test("a plan is new for two weeks from its issue, as long as something of it is to be accepted", () => {
  const on = (today: string) => newPlans([share("1", "2021-09-07", 31)], today).map(({ toAccept }) => toAccept);
  expect(newForDays).toBe(14);
  expect([on("2021-09-07"), on("2021-09-20"), on("2021-09-21")]).toEqual([[31], [31], []]);
  expect(newPlans([share("1", "2021-09-07", 0)], "2021-09-08")).toEqual([]);
});

test("the latest stands first; what is not issued, or not yet by the day that is asked for, is not new", () => {
  const { plan: _hidden, ...numbers } = share("5", null, 1);
  const all = [
    share("1", "2021-09-10", 1),
    share("2", "2021-09-12", 2),
    share("3", null, 3),
    share("4", "2021-09-14", 4),
    { ...numbers, plan: null },
  ];
  expect(newPlans(all, "2021-09-13")).toEqual([
    { id: "2", title: "计划2", toAccept: 2 },
    { id: "1", title: "计划1", toAccept: 1 },
  ]);
});
