// Reading a notice again on the server 来文读取: nobody submits a draft of their own.
import { foldName, ownerOf, type PlanDraft, type ReadNotice, type RosterState } from "@taizhang/domain";
import { planCard, type Views } from "@taizhang/projections";
import { problem } from "../errors.ts";
import type { Sources } from "./sources.ts";

/** Why a file is no notice: for programs, and for people in both languages. */
export interface NoticeProblem {
  readonly code: string;
  readonly message: string;
  readonly messageZh: string;
}

/** A notice's draft, or why there is none. */
export type NoticeReading = { readonly draft: PlanDraft } | { readonly error: NoticeProblem };

/** Reads the bytes of a notice. `name` is the file's name. */
export type ReadNoticeBytes = (bytes: Uint8Array, name: string) => Promise<NoticeReading>;

/** What a notice is read with. */
interface Reading {
  readonly sources: Pick<Sources, "find">;
  readonly readNotice: ReadNoticeBytes;
  readonly views: Pick<Views, "list">;
  /** The roster of the region, as it is now. */
  roster(): Promise<RosterState>;
}

interface ToImport {
  readonly regionId: string;
  readonly sourceSha256: string;
}

/**
 * What the import of a plan needs to know: the notice behind a hash as read, and what only the region's roster and its
 * other plans can tell. Null where the bytes were never received.
 */
export async function noticeIn(
  { sources, readNotice, views, roster }: Reading,
  planId: string,
  { regionId, sourceSha256 }: ToImport,
): Promise<ReadNotice | null> {
  const source = await sources.find(sourceSha256);
  if (!source) return null;
  const reading = await readNotice(source.bytes, source.name);
  if ("error" in reading) throw unreadable(reading.error);
  const { draft } = reading;
  const names = await roster();
  const number = draft.plan.docNumber;
  // The first hundred are more than a person will look at.
  const numbered = number && (await views.list(planCard, `number/${regionId}/${foldName(number)}`, { first: 100 }));
  const sameNumber = (numbered ? numbered.value.items : []).map(({ key }) => key).filter((key) => key !== planId);
  return {
    sourceName: source.name,
    byteCount: source.bytes.byteLength,
    draft,
    knows: (name) => ownerOf(names, name) !== undefined,
    sameNumber,
  };
}

/** A file that cannot be read as a notice, as an error of the input. */
const unreadable = ({ message, messageZh }: NoticeProblem) =>
  problem("BAD_USER_INPUT", { zh: messageZh, en: message }, { field: "sourceSha256" });
