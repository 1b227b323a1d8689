// Fetches an export with the token of who is signed in, which no link can carry, and hands it to the browser to save.
import { asFailure, type Failure, offline, refusalIn } from "../ask/failure.ts";
import { fetched } from "../ask/fetched.ts";
import { parsed } from "../json.ts";
import type { Session } from "../sign-in/session.ts";
import { saveFile } from "./save-file.ts";

/** The formats that the server writes. */
export const formats = ["xlsx", "docx", "csv"] as const;
export type Format = (typeof formats)[number];

/** Which file is wanted. */
interface Wanted {
  readonly path: string;
  readonly format: Format;
  /** What it is narrowed to. */
  readonly only?: Readonly<Record<string, string | undefined>>;
  readonly asOf?: string;
  readonly atLeast?: string | null;
}

/** Saves it under the name that the server gives it; answers why it could not, or null. */
export async function savedAs(
  session: Session,
  { path, format, only = {}, asOf, atLeast }: Wanted,
): Promise<Failure | null> {
  const said = Object.entries({ ...only, asOf, atLeast }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const query = new URLSearchParams(said).toString();
  const address = `${path}.${format}${query === "" ? "" : `?${query}`}`;
  try {
    const answer = await fetched(session, address);
    if (!answer.ok) {
      const why = parsed(await answer.text().catch(() => null));
      return refusalIn(why, answer.headers.get("x-request-id"));
    }
    // An answer that is cut off in the middle is no file.
    const file = await answer.blob().catch(() => null);
    if (file === null) return offline();
    saveFile(nameIn(answer.headers.get("content-disposition")) ?? `export.${format}`, file);
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

/** The name of a file as `content-disposition` gives it; null where there is none. */
export function nameIn(disposition: string | null): string | null {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "") ?? [];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
