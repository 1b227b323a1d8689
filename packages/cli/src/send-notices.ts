// `taizhang import`: sends notices to a running API and imports each as the draft of a plan.
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { z } from "zod";
import type { FileReading } from "./read-files.ts";

/** Where to send notices, on whose behalf, and for which region. */
export interface Destination {
  readonly api: string;
  readonly token: string;
  readonly regionId: string;
}

const uploaded = z.object({ sourceSha256: z.string() });
const failed = z.object({ error: z.object({ message: z.string() }) });
const imported = z.object({
  data: z.object({
    importPlan: z.object({
      receipt: z.object({ outcome: z.string() }).nullable(),
      rejection: z
        .object({ message: z.object({ zh: z.string(), en: z.string() }), detail: z.string().nullable() })
        .nullable(),
      plan: z.object({ id: z.string(), title: z.string(), taskCount: z.number(), status: z.string() }).nullable(),
    }),
  }),
});
const refused = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) });

const mutation = `mutation ($input: ImportPlanInput!) {
  importPlan(input: $input) {
    receipt { outcome }
    rejection { message { zh en } detail }
    plan { id title taskCount status }
  }
}`;

/** What became of a file. */
export interface Imported {
  readonly file: string;
  readonly planId: string | null;
  readonly title: string | null;
  readonly taskCount: number | null;
  /** False if the same bytes were imported before. */
  readonly isNew: boolean;
}

/** Sends one file. If it is refused, throws with the sentence of the API. */
export async function sendNotice(
  { file, bytes }: FileReading,
  { api, token, regionId }: Destination,
): Promise<Imported> {
  const authorization = `Bearer ${token}`;
  const sent = await fetch(`${api}/import?name=${encodeURIComponent(basename(file))}`, {
    method: "POST",
    headers: { authorization, "content-type": "application/octet-stream" },
    body: Buffer.from(bytes),
  });
  const upload: unknown = await sent.json();
  if (!sent.ok) throw new Error(`${file}: ${failed.safeParse(upload).data?.error.message ?? sent.statusText}`);
  const { sourceSha256 } = uploaded.parse(upload);
  const answered = await fetch(`${api}/graphql`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({
      query: mutation,
      variables: { input: { commandId: randomUUID(), regionId, sourceSha256 } },
    }),
  });
  const answer: unknown = await answered.json();
  const errors = refused.safeParse(answer).data?.errors;
  if (errors) throw new Error(`${file}: ${errors.map((error) => error.message).join("; ")}`);
  const { receipt, rejection, plan } = imported.parse(answer).data.importPlan;
  if (rejection)
    throw new Error(`${file}: ${rejection.message.zh} / ${rejection.message.en} ${rejection.detail ?? ""}`);
  return {
    file,
    planId: plan?.id ?? null,
    title: plan?.title ?? null,
    taskCount: plan?.taskCount ?? null,
    isNew: receipt?.outcome !== "UNCHANGED",
  };
}
