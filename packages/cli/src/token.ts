// `taizhang token`: a development token for a role of a region, signed by the key of the data directory.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { developmentKey, developmentKeyFile, issueDevelopmentToken } from "@taizhang/api";
import {
  type Bearer,
  bearer,
  foldName,
  nearUnitNames,
  ownerOf,
  type RosterState,
  roster,
  unitIdOf,
} from "@taizhang/domain";
import { executor, identity } from "@taizhang/log";
import { inBoth } from "@taizhang/process";
import type { Config } from "./config.ts";
import { withLog } from "./with-log.ts";

/** What is asked for on the command line. */
export interface TokenWish {
  readonly region: string;
  /** The unit's name as first registered, or its id. */
  readonly unit?: string;
  /** The unit that has this name, where the roster was asked; left out, the one that is first registered under it. */
  readonly unitId?: string;
  readonly role: readonly string[];
  /** The subject: who the bearer is. Derived from the rest where it is not given. */
  readonly subject?: string;
  readonly hours: number;
}

/** Finds the unit that a wish names by its id or one of its names. Throws with near names where the roster knows none. */
function knownUnitId(names: RosterState, { region, unit }: { readonly region: string; readonly unit: string }): string {
  if (names.units.has(unit)) return unit;
  const owner = ownerOf(names, unit);
  if (owner?.kind === "unit") return owner.unitId;
  const near = nearUnitNames(names, unit);
  const count = names.units.size;
  const zh = near.length > 0 ? `是否指 ${near.join("、")}？` : `其中有${count}个单位。`;
  const en = near.length > 0 ? `did you mean ${near.join(", ")}?` : `it has ${count} units.`;
  throw new Error(
    inBoth({
      zh: `行政区划${region}的名录不认识单位 ${unit}：${zh}`,
      en: `the roster of region ${region} knows no unit ${unit}: ${en}`,
    }),
  );
}

const isUnitId = (text: string) => bearer.shape.unitId.safeParse(text).success;

/** The bearer of the token. Throws a ZodError that names what is malformed. */
function bearerOf({ region, unit, unitId, role, subject }: TokenWish): Bearer {
  const named = unit === undefined ? null : isUnitId(unit) ? unit : unitIdOf(identity, region, foldName(unit));
  const sub = subject ?? identity.uuid(`development/${region}/${unit ?? ""}/${role.join(",")}`);
  return bearer.parse({ sub, regionId: region, unitId: unitId ?? named, roles: role });
}

/** Issues the token. Rejects where the data directory has no key: nobody would accept what a new one signs. */
export async function developmentToken(dataDir: string, audience: string, wish: TokenWish): Promise<string> {
  const file = developmentKeyFile(dataDir);
  if (!existsSync(file)) {
    const path = resolve(file);
    throw new Error(
      inBoth({
        zh: `没有签发令牌的密钥 ${path}：由 \`taizhang start\` 在其台账的数据目录中生成，目录由 TAIZHANG_DATA_DIR 指明`,
        en:
          `there is no key ${path} to sign a token with: \`taizhang start\` makes it in the data directory of its ledger, ` +
          "which TAIZHANG_DATA_DIR names",
      }),
    );
  }
  const lifetimeSeconds = Math.round(wish.hours * 3600);
  return issueDevelopmentToken(await developmentKey(dataDir), bearerOf(wish), { audience, lifetimeSeconds });
}

/** Issues a token for somebody of a unit that the roster knows. */
export async function tokenOfKnownUnit(config: Config, wish: TokenWish): Promise<string> {
  const { dataDir, tokenAudience } = config;
  const { region, unit } = wish;
  if (unit === undefined) return developmentToken(dataDir, tokenAudience, wish);
  const names = await withLog(config, (log) =>
    executor({ log, identity, usedCommand: async () => null }).load(roster, region),
  );
  const unitId = knownUnitId(names.state, { region, unit });
  return developmentToken(dataDir, tokenAudience, { ...wish, unitId });
}
