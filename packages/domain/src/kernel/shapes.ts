// The small shapes that commands and facts are made of.
import { z } from "zod";
import { faults } from "./faults.ts";
import { most } from "./most.ts";
import { personalDataInText } from "./personal-data.ts";

/** A six-digit division code of GB/T 2260 (行政区划代码): the tenant, the scope of rights and the partition key. */
export const regionId = z.string().regex(/^\d{6}$/, faults.region.en);

/** A UUID in lower case: the id of a plan, task, unit or group. */
const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, faults.uuid.en);
export const planId = uuid;
export const taskId = uuid;
export const unitId = uuid;
export const groupId = uuid;

// In either case, because clients write it as they please; an id that we make is in lower case.
const anyUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The id that a client gives its command. It is kept with the fact for ever and shown to every reader, so it holds
 * nothing that people read into it: no words, no number of a person.
 */
export const commandId = z
  .string()
  .regex(new RegExp(`^[\\w-]{1,${most.commandId}}$`), faults.commandId.en)
  .refine((id) => anyUuid.test(id) || personalDataInText(id, "code") === null, faults.personalCommandId.en);

/** The opaque id of a person, as in tokens. A form that holds no name and no e-mail address; numbers are looked for in every text. */
export const subjectId = z.string().regex(new RegExp(`^[\\w.:|-]{1,${most.subjectId}}$`), faults.subject.en);

/** A day in Beijing, ISO form (2021-11-30). A day that does not exist, such as 2021-02-30, is refused. */
export const day = z.iso.date(faults.day.en);

/** The SHA-256 of a notice's bytes, in lower-case hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, faults.sha256.en);

/**
 * Text that a person types: a report, a reason, an opinion. It is an object, so that ciphertext
 * can take the text's place later, which would allow erasing text without touching the log.
 */
export const freeText = z.object({ text: z.string().trim().min(1).max(most.text) });
export type FreeText = z.infer<typeof freeText>;

/** A short name that people read: of a unit, a group, a piece of evidence. */
export const name = z.string().trim().min(1).max(most.name);

/** Evidence 佐证材料: a published page, by its address or by its path on the site (公开路径), ideally both. */
export const evidence = z
  .object({
    title: name,
    url: z
      .url({ protocol: /^https?$/, error: faults.url.en })
      .max(most.url)
      .optional(),
    path: z.array(name).min(1).max(most.steps).optional(),
  })
  .refine((piece) => piece.url !== undefined || piece.path !== undefined, {
    error: faults.evidence.en,
    path: ["url"],
  });
export type Evidence = z.infer<typeof evidence>;

/** Evidence as a list. */
export const evidenceList = z.array(evidence).max(most.evidence);
