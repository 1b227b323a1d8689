// Uploads the files of a notice 上传来文: the server reads them, keeps them, and says under which hash, or why they are no notice.
import { refusalIn } from "../ask/failure.ts";
import { fetched } from "../ask/fetched.ts";
import { parsed, textIn } from "../json.ts";
import type { Session } from "../sign-in/session.ts";

/** Sends the files, the notice before its annexes; answers the hash that `importPlan` takes. Rejects with a `Failure`. */
export async function uploaded(session: Session, files: readonly File[], fetching?: typeof fetch): Promise<string> {
  const body = new FormData();
  for (const file of files) body.append("file", file, file.name);
  const answer = await fetched(session, "/import", { method: "POST", body }, fetching);
  const said = parsed(await answer.text().catch(() => null));
  const sha256 = textIn(said, "sourceSha256");
  if (answer.ok && sha256 !== null) return sha256;
  throw refusalIn(said, answer.headers.get("x-request-id"));
}

/** A file moved one place up or down among the others: which is the notice, and which an annex, is told by their order. */
export function moved<Each>(all: readonly Each[], from: number, step: 1 | -1): readonly Each[] {
  const to = from + step;
  const each = all[from];
  if (each === undefined || to < 0 || to >= all.length) return all;
  const left = all.filter((_, at) => at !== from);
  return [...left.slice(0, to), each, ...left.slice(to)];
}
