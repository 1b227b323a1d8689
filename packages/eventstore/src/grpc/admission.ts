// Who may call: whoever names the secret as the name of the connection, which the official client sends with every call that
// is about the log.
//
// Without TLS the client sends no credentials. Traffic on the loopback is seen by nobody but the system's administrator.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http2";
import { Refusal, status } from "./transport/refusal.ts";

/** Gives the refusal of a call by its headers; null for one that is admitted. Without a secret all are. */
export function admission(secret: string | null): (headers: IncomingHttpHeaders) => Refusal | null {
  if (secret === null) return () => null;
  const wanted = digest(secret);
  return (headers) => (timingSafeEqual(digest(String(headers["connection-name"])), wanted) ? null : notAdmitted());
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const notAdmitted = (): Refusal =>
  new Refusal(
    status.UNAUTHENTICATED,
    "This event store asks for a secret: name it in the connection string as connectionName, such as " +
      "esdb://127.0.0.1:2113?tls=false&connectionName=SECRET. It is in the file that the setting --secret-file names.",
  );
