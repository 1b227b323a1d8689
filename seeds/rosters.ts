// The rosters of the seeds (单位名录): which units and groups each notice prints, and where.
import { asSaid } from "@taizhang/domain";
import { z } from "zod";
import shaxian from "./rosters/350405.json" with { type: "json" };
import yunyang from "./rosters/420304.json" with { type: "json" };
import shaoguan from "./rosters/440200.json" with { type: "json" };
import liangping from "./rosters/500155.json" with { type: "json" };
import wushan from "./rosters/500237.json" with { type: "json" };

/** A canonical name, with full-width brackets and no blanks, so that spellings of different width count as one. */
const canonicalName = z.string().regex(/^[^\s()]+$/u, "a name has full-width brackets and no blanks");

/** Where the notice prints a name: the line, from 1, and the words on it. At most three places. */
const mentions = z.array(z.strictObject({ line: z.int().min(1), as: z.string().min(1) })).max(3);

const named = {
  name: canonicalName,
  aliases: z.array(canonicalName),
  printed: mentions,
  note: z.string().optional(),
};

const rosterUnit = z
  .strictObject({ ...named, fictional: z.literal(true).optional() })
  .refine((unit) => unit.printed.length > 0 !== (unit.fictional === true), {
    error: "a unit is either printed somewhere or fictional",
    path: ["printed"],
  });

const rosterGroup = z.discriminatedUnion("kind", [
  z.strictObject({ ...named, kind: z.literal("list"), members: z.array(canonicalName).min(2) }),
  z.strictObject({ ...named, kind: z.literal("predicate") }),
]);

// One region's roster, in the form of `rosters/<region>.json`. Members are unit names; a predicate group has none.
const roster = z
  .strictObject({
    regionId: z.string().regex(/^\d{6}$/),
    /** The region's name in Chinese. */
    name: z.string().min(1),
    /** The file in `notices/` whose lines are counted. */
    notice: z.string().min(1),
    /** The unit that is the office (政府办). */
    office: canonicalName,
    units: z.array(rosterUnit).min(1),
    groups: z.array(rosterGroup),
  })
  .superRefine((roster, check) => {
    const names = [...roster.units, ...roster.groups].flatMap((entry) => [entry.name, ...entry.aliases]);
    for (const twice of new Set(names.filter((name, place) => names.indexOf(name) !== place)))
      check.addIssue({ code: "custom", message: `「${twice}」 is there twice` });
    const units = new Set(roster.units.map((unit) => unit.name));
    if (!units.has(roster.office))
      check.addIssue({ code: "custom", path: ["office"], message: `「${roster.office}」 is no unit` });
    for (const group of roster.groups)
      for (const member of group.kind === "list" ? group.members : [])
        if (!units.has(member))
          check.addIssue({ code: "custom", message: `「${member}」 in 「${group.name}」 is no unit` });
  });

/** A roster file, whose texts are held to the same rule as those of commands. */
export const seedRoster = asSaid(roster);
export type SeedRoster = z.infer<typeof seedRoster>;

/** The rosters of all five regions, by division code. Throws a ZodError that names the field if a file is malformed. */
export function rosters(): SeedRoster[] {
  return [shaxian, yunyang, shaoguan, liangping, wushan].map((file) => seedRoster.parse(file));
}

/** The roster of one region. Throws for a region that is not in the seeds. */
export function rosterOf(regionId: string): SeedRoster {
  const roster = rosters().find((candidate) => candidate.regionId === regionId);
  if (!roster) throw new Error(`The seeds hold no roster for region ${regionId}; see seeds/rosters.`);
  return roster;
}
