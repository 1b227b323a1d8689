// A clerk who reports 填报, on the last task but one of the region that is served: her ledger, the form, and what the ledger then holds.
import { firstField } from "@taizhang/api/testing/first-field";
import type { BrowserContext } from "playwright-core";
import { z } from "zod";
import { openReader, type Reader } from "./reader.ts";
import { type Served, unit } from "./served.ts";

/** The field of the form into which the progress is written. */
export const field = "具体工作事项进度";

/** She opens her ledger. */
export async function clerkLooks({ region, serving, address }: Served, context: BrowserContext): Promise<Reader> {
  const token = await serving.token(region.bearer("unit", unit));
  const reader = await openReader(context, address, `/console/ledger/${region.unitId(unit)}`, token);
  await reader.sees("共 5 项");
  return reader;
}

/** Opens the form of a report on that task, and goes to its field. */
export async function openForm(reader: Reader): Promise<void> {
  await reader.tabTo("公布政府采购意向。");
  await reader.press("Enter");
  await reader.tabTo("进展填报");
  await reader.press("Enter");
  await reader.tabTo(field);
}

const events = z.object({ edges: z.array(z.object({ node: z.object({ sentence: z.object({ zh: z.string() }) }) })) });

/** The reports that the ledger holds of that task, in words; `of` is the server that is asked. */
export async function reports(
  { region, taskIds, serving }: Served,
  of: Served["serving"] = serving,
): Promise<readonly string[]> {
  const document = `query ($taskId: ID!) {
    history(of: { taskId: $taskId }, types: ["ProgressReported"], first: 100) { edges { node { sentence { zh } } } }
  }`;
  const { edges } = events.parse(await firstField(of, document, { taskId: taskIds[3] }, region.office));
  return edges.map(({ node }) => node.sentence.zh);
}
