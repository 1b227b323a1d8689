// Which notices and files an event speaks of: those from which its plan was imported.
import { plan } from "@taizhang/domain";
import type { ArchivedEvent } from "@taizhang/proofs";
import { z } from "zod";
import { jsonIn } from "../json-in.ts";

const [PlanImported] = plan.actions.importPlan.events;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const imported = z.object({
  sourceSha256: sha256,
  files: z.array(z.object({ sha256 })).default([]),
  readingSha256: sha256.optional(),
});

/** A source that an event names. */
export interface NamedSource {
  readonly sha256: string;
  /** False for what is named only to be known by: a list of files, or a reading, which can be made again. */
  readonly isFile: boolean;
}

/** The sources that an event names. Only imports do: what people type is never taken for a source's name. */
export function sourcesNamedBy({ type, data }: Pick<ArchivedEvent, "type" | "data">): readonly NamedSource[] {
  if (type !== PlanImported.type) return [];
  const { data: found } = imported.safeParse(jsonIn(data));
  if (!found) return [];
  const { sourceSha256, files, readingSha256 } = found;
  return [
    { sha256: sourceSha256, isFile: files.length === 0 },
    ...files.map((file) => ({ sha256: file.sha256, isFile: true })),
    ...(readingSha256 === undefined ? [] : [{ sha256: readingSha256, isFile: false }]),
  ];
}
