// Reads a notice again at its import 来文读取, so that nobody can submit a draft of their own.
import { daysMeant, foldName, isKnownOn, namesUpTo, type ReadNotice } from "@taizhang/domain";
import { planCard } from "@taizhang/projections";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { findNotice } from "./kept-notice.ts";
import type { NoticeProblem } from "./notice.ts";

interface ToImport {
  readonly regionId: string;
  readonly sourceSha256: string;
}

/**
 * What the import of a plan needs to know: the notice with a hash as read, and what only the region's roster and other
 * plans can tell. The reading is kept beside the notice. Null where the bytes were never received.
 */
export async function readAgain(
  { sources, readNotice, views, roster, today }: Pick<Context, "sources" | "readNotice" | "views" | "roster" | "today">,
  planId: string,
  { regionId, sourceSha256 }: ToImport,
): Promise<ReadNotice | null> {
  const notice = await findNotice(sources, sourceSha256);
  if (!notice) return null;
  const names = await roster();
  const read = await readNotice(notice.files, { known: namesUpTo(names, today) });
  if ("error" in read) throw unreadable(read.error);
  const { draft, reading } = read;
  const number = draft.plan.docNumber;
  // A hundred are more than a person will look at.
  const numbered = number && (await views.list(planCard, `number/${regionId}/${foldName(number)}`, { first: 100 }));
  const sameNumber = (numbered ? numbered.value.items : []).map(({ key }) => key).filter((key) => key !== planId);
  const files = notice.files.map(({ name, sha256, bytes }) => ({ name, sha256, byteCount: bytes.byteLength }));
  return {
    sourceName: notice.name,
    byteCount: files.reduce((sum, { byteCount }) => sum + byteCount, 0),
    ...(files.length > 1 && { files }),
    readingSha256: await sources.keep({ bytes: reading, name: `${notice.name}.reading.json` }),
    draft,
    knows: (name) => isKnownOn(names, name, daysMeant(draft.plan.issuedOn, today)),
    sameNumber,
  };
}

/** A file that cannot be read as a notice, as an error in the input. */
const unreadable = ({ message, messageZh }: NoticeProblem) =>
  problem("BAD_USER_INPUT", { zh: messageZh, en: message }, { field: "sourceSha256" });
