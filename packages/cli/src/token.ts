// `taizhang token`: a development token for a role of a region, signed by the key of the data directory.
import { developmentKey, issueDevelopmentToken } from "@taizhang/api";
import { type Bearer, bearer, foldName, unitIdOf } from "@taizhang/domain";
import { identity } from "@taizhang/log";

/** What is asked for on the command line. */
export interface TokenWish {
  readonly region: string;
  /** The unit's name as first registered, or its id. */
  readonly unit?: string;
  readonly role: readonly string[];
  /** The subject: who the bearer is. Derived from the rest where it is not given. */
  readonly subject?: string;
  readonly hours: number;
}

const isUnitId = (text: string) => bearer.shape.unitId.safeParse(text).success;

/** The bearer of the token. Throws a ZodError that names what is malformed. */
function bearerOf({ region, unit, role, subject }: TokenWish): Bearer {
  const unitId = unit === undefined ? null : isUnitId(unit) ? unit : unitIdOf(identity, region, foldName(unit));
  const sub = subject ?? identity.uuid(`development/${region}/${unit ?? ""}/${role.join(",")}`);
  return bearer.parse({ sub, regionId: region, unitId, roles: role });
}

/** Issues the token. */
export async function developmentToken(dataDir: string, audience: string, wish: TokenWish): Promise<string> {
  const lifetimeSeconds = Math.round(wish.hours * 3600);
  return issueDevelopmentToken(await developmentKey(dataDir), bearerOf(wish), { audience, lifetimeSeconds });
}
