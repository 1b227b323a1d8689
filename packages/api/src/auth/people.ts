// What people are called 姓名: what their tokens say, remembered by the process that has seen them. It is in no event and on no disk.
import { LRUCache } from "lru-cache";
import { limits } from "../limits/limits.ts";
import type { Verifier } from "./tokens.ts";

/** What people are called, as far as it is known. */
export interface People {
  /** What a person who acts in a region is called; null where nobody has said. */
  nameOf(regionId: string, subjectId: string): string | null;
}

/** Where nobody needs to know what people are called. */
export const namesNobody: People = { nameOf: () => null };

/** Makes a verifier that remembers what each good token calls its bearer, the last `limits.knownPeople` of them. */
export function knowingPeople(verify: Verifier): { readonly verify: Verifier; readonly people: People } {
  const names = new LRUCache<string, string>({ max: limits.knownPeople });
  const key = (regionId: string, subjectId: string) => `${regionId}/${subjectId}`;
  return {
    async verify(token) {
      const verified = await verify(token);
      const { bearer, displayName } = verified;
      if (displayName !== null) names.set(key(bearer.regionId, bearer.sub), displayName);
      return verified;
    },
    people: { nameOf: (regionId, subjectId) => names.get(key(regionId, subjectId)) ?? null },
  };
}
