// `taizhang import`: sends notices to a running API and imports each as the draft of a plan.
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { z } from "zod";
import { askApi, type Destination, inWords, rejectionShape, sendTo } from "./ask-api.ts";
import type { FileReading } from "./read-files.ts";

const uploaded = z.object({ sourceSha256: z.string() });
const failed = z.object({ error: z.object({ message: z.string() }) });

const warning = z.object({
  warningNo: z.number(),
  code: z.string(),
  severity: z.enum(["BLOCKING", "NOTICE"]),
  message: z.string(),
  row: z.number().nullable(),
  subject: z.string().nullable(),
  decision: z.string().nullable(),
});

const importedPlan = z.object({
  id: z.string(),
  title: z.string(),
  taskCount: z.number(),
  rowNumbers: z.array(z.string().nullable()),
  status: z.string(),
  warnings: z.array(warning),
});
export type ImportedPlan = z.infer<typeof importedPlan>;

const imported = z.object({
  importPlan: z.object({
    receipt: z.object({ outcome: z.string() }).nullable(),
    rejection: rejectionShape,
    plan: importedPlan.nullable(),
  }),
});

const mutation = `mutation ($input: ImportPlanInput!) {
  importPlan(input: $input) {
    receipt { outcome }
    rejection { message { zh en } detail }
    plan { id title taskCount rowNumbers status warnings { warningNo code severity message row subject decision } }
  }
}`;

/** What became of a file. */
export interface Imported {
  readonly file: string;
  /** The plan; null where the API could not show it yet. */
  readonly plan: ImportedPlan | null;
  /** False if the same bytes were imported before, in the same order. */
  readonly isNew: boolean;
}

/** Sends one notice, with its annexes. If it is refused, throws with the sentence of the API. */
export async function sendNotice(
  { file, parts }: FileReading,
  destination: Destination,
  regionId: string,
): Promise<Imported> {
  const form = new FormData();
  for (const each of parts) form.append("file", new Blob([Buffer.from(each.bytes)]), basename(each.file));
  const sent = await sendTo(destination, "/import", { method: "POST", body: form });
  const upload: unknown = await sent.json();
  if (!sent.ok) throw new Error(`${file}: ${failed.safeParse(upload).data?.error.message ?? sent.statusText}`);
  const input = { commandId: randomUUID(), regionId, sourceSha256: uploaded.parse(upload).sourceSha256 };
  const { receipt, rejection, plan } = await askApi(destination, mutation, { input }, imported)
    .then(({ importPlan }) => importPlan)
    .catch((error: Error) => {
      throw new Error(`${file}: ${error.message}`);
    });
  if (rejection) throw new Error(`${file}: ${inWords(rejection)}`);
  return { file, plan, isNew: receipt?.outcome !== "UNCHANGED" };
}
