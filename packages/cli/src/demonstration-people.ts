// The people of the demonstration 演示身份: whoever tries it out may sign in as one of each kind in every region.
import type { DevelopmentPerson } from "@taizhang/api";
import { foldName, unitIdOf } from "@taizhang/domain";
import { identity } from "@taizhang/log";
import { type Part, partsOf, planCard, taskCards, unitDirectory, type Views } from "@taizhang/projections";
import { rosters, type SeedRoster } from "@taizhang/seeds";

const mostTasks = 500;

/** Everybody there is to sign in as: of each region the office, a unit that leads, one that carries out, and who only looks. */
export async function demonstrationPeople(views: Views): Promise<readonly DevelopmentPerson[]> {
  const people: DevelopmentPerson[] = [];
  for (const region of rosters()) people.push(...(await peopleOf(region, views)));
  return people;
}

async function peopleOf({ regionId, name: regionName, office }: SeedRoster, views: Views) {
  const person = (part: DevelopmentPerson["part"], roles: DevelopmentPerson["roles"], unit: Unit | null = null) => ({
    part,
    roles,
    regionId,
    regionName,
    unitId: unit?.unitId ?? null,
    unitName: unit?.name ?? null,
    sub: identity.uuid(`demonstration/${regionId}/${part}/${unit?.unitId ?? ""}`),
  });
  const officeId = unitIdOf(identity, regionId, foldName(office));
  const parts = (await partsIn(regionId, views)).filter(({ unitId }) => unitId !== officeId);
  const lead = await busiest(parts, "lead", views);
  const others = parts.filter(({ unitId }) => unitId !== lead?.unitId);
  const responsible = await busiest(others, "responsible", views);
  return [
    person("office", ["office", "unit"], { unitId: officeId, name: office }),
    ...(lead ? [person("lead", ["unit"], lead)] : []),
    ...(responsible ? [person("responsible", ["unit"], responsible)] : []),
    person("auditor", ["auditor"]),
    person("analyst", ["analyst"]),
    person("admin", ["admin"]),
  ];
}

interface Unit {
  readonly unitId: string;
  readonly name: string;
}

/** The parts in all tasks of the region's plans; none while nothing is issued. */
async function partsIn(regionId: string, views: Views): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const { key } of (await views.list(planCard, `region/${regionId}`, { first: mostTasks })).value.items) {
    const { items } = (await views.list(taskCards, `plan/${key}`, { first: mostTasks })).value;
    for (const { doc } of items) parts.push(...partsOf(doc));
  }
  return parts;
}

/** The unit that has this relation to the most tasks. */
async function busiest(
  parts: readonly Part[],
  relation: Part["relations"][number],
  views: Views,
): Promise<Unit | null> {
  const counts = new Map<string, number>();
  for (const { unitId, relations } of parts) {
    if (relations.includes(relation)) counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (!most) return null;
  const [unitId] = most;
  const entry = (await views.get(unitDirectory, unitId)).value;
  return { unitId, name: entry?.name ?? unitId };
}
