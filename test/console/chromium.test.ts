// The browser of these stories is that of everybody, but for what nobody sees.
import { expect, test } from "vitest";
import { featuresLeftOut } from "../support/chromium.ts";

test("a browser leaves out all that Playwright has it leave out", async () => {
  const { ours, usual } = await featuresLeftOut();
  expect(usual).toContain("PaintHolding");
  expect(ours).toEqual(expect.arrayContaining([...usual]));
});
