import { expect, test } from "vitest";
import { headingText } from "../owed/headings.ts";
import { amendedIn } from "./amending.ts";

const was = {
  text: "公布清单。",
  requirement: "每季度更新",
  heading: headingText("一", "（一）"),
  dueOn: "2021-09-30",
};
const form = (now: Partial<typeof was>) => ({
  ...was,
  ...now,
  ...Object.fromEntries(Object.entries(was).map(([name, text]) => [`was.${name}`, text])),
});

test("only what is changed is sent", () => {
  expect(amendedIn(form({}))).toEqual({});
  expect(amendedIn(form({ text: "公布清单和结果。" }))).toEqual({ text: "公布清单和结果。" });
});

test("what is emptied is taken away", () => {
  expect(amendedIn(form({ requirement: " ", dueOn: "" }))).toEqual({ withoutRequirement: true, withoutDueDay: true });
});

test("under another heading, the numeral below it is another one or none", () => {
  expect(amendedIn(form({ heading: headingText("二", null) }))).toEqual({ section: "二", withoutSubsection: true });
  expect(amendedIn(form({ heading: headingText("二", "（三）") }))).toEqual({ section: "二", subsection: "（三）" });
  expect(amendedIn(form({ heading: "" }))).toEqual({ withoutSection: true, withoutSubsection: true });
});
