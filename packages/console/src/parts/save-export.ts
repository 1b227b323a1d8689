// Fetches an export with the token of who is signed in, which no link can carry, and hands it to the browser to save.
import { type Failure, failureOf, offline } from "../ask/failure.ts";
import { isJson, parsed } from "../json.ts";
import type { Session } from "../sign-in/session.ts";

/** The formats that the server writes. */
export const formats = ["xlsx", "docx", "csv"] as const;
export type Format = (typeof formats)[number];

/** Which file is wanted. */
interface Wanted {
  readonly path: string;
  readonly format: Format;
  readonly asOf?: string;
  readonly atLeast?: string | null;
}

/** Long enough for the browser to begin to save what an address of its own holds. */
const keptMs = 60_000;

/** Saves it under the name that the server gives it; answers why it could not, or null. */
export async function savedAs(session: Session, { path, format, asOf, atLeast }: Wanted): Promise<Failure | null> {
  const query = new URLSearchParams({ ...(asOf ? { asOf } : {}), ...(atLeast ? { atLeast } : {}) }).toString();
  for (;;) {
    const token = await session.token();
    const answer = await fetch(`${path}.${format}${query === "" ? "" : `?${query}`}`, {
      headers: { authorization: `Bearer ${token}` },
    }).catch(() => null);
    if (answer === null) return offline();
    if (!answer.ok) {
      const said = parsed(await answer.text().catch(() => null));
      const error = isJson(said) ? said["error"] : undefined;
      const failure = failureOf(
        isJson(error) ? { message: error["message"], extensions: error } : null,
        answer.headers.get("x-request-id"),
      );
      if (failure.code !== "UNAUTHENTICATED") return failure;
      session.ended(token);
      continue;
    }
    // An answer that is cut off in the middle is no file.
    const file = await answer.blob().catch(() => null);
    if (file === null) return offline();
    save(file, nameIn(answer.headers.get("content-disposition")) ?? `export.${format}`);
    return null;
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

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
