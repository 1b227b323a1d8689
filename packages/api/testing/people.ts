// People of different rights who ask the same, and what they are told.
import type { Bearer } from "@taizhang/domain";
import type { TestRegion } from "./region.ts";

/** One of each role, people of two units, and somebody of another region. */
export const peopleOf = (region: TestRegion): readonly Bearer[] => [
  region.bearer("office"),
  region.bearer("unit", "区财政局"),
  region.bearer("unit", "区教育局"),
  region.bearer("auditor"),
  region.bearer("admin"),
  { ...region.bearer("office"), regionId: "500155" },
];

/** An answer without what names the request. */
export const withoutRequestId = (answer: object): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value) => (key === "requestId" ? "" : value)));
