// Who reads: the bearer of a request's token, as the domain's rights table asks for it.
import type { Reader } from "@taizhang/domain";
import type { Request } from "../context.ts";
import { problem } from "../errors.ts";

/** The reader of a request. Throws `UNAUTHENTICATED` where no token was sent. */
export function readerOf({ bearer }: Request): Reader {
  if (bearer === null) throw problem("UNAUTHENTICATED");
  return bearer;
}
