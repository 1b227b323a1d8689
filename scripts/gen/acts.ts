// The part of docs/actions.md about acts of people: who may, when the state is open, and what a command is refused by.
import type { AnyAction, AnyAggregate } from "@taizhang/domain";
import { explore, type Finding } from "@taizhang/domain/testing/explore";
import { terrains } from "@taizhang/domain/testing/terrains";

const relations: Readonly<Record<string, string>> = {
  theUnit: "the unit itself",
  lead: "a lead of the task",
  office: "the office",
  admin: "an admin",
  anotherUnit: "any other unit",
};

/** The acts of people in an aggregate, found out by trying them in many states; nothing where people have none. */
export function actsTable(of: AnyAggregate): string[] {
  const terrain = terrains.find((each) => each.of === of);
  if (!terrain) return [];
  const rows = [...explore(terrain)].map(([name, finding]) => rowOf(name, of.actions[name], finding));
  return [
    [
      "| act | names | who may | open where it is | by the state | by what it says |",
      "|---|---|---|---|---|---|",
      ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    ].join("\n"),
  ];
}

function rowOf(name: string, action: AnyAction, { may, denials, open, refusals, said }: Finding): string[] {
  const who = [...may].map((relation) => relations[relation] ?? relation);
  return [
    `\`${name}\``,
    naming(action),
    `${listed(who)}${denials.size > 0 ? `; else ${listed(codes(denials))}` : ""}`,
    listed(open),
    listed(codes(refusals)),
    listed(codes(said.keys())),
  ];
}

/** The fields that name the target; one in brackets may be left out. */
function naming({ naming }: AnyAction): string {
  if (naming === null) return "something new";
  return listed([...naming].map(([field, kind]) => (kind === "always" ? `\`${field}\`` : `[\`${field}\`]`)));
}

const codes = (some: Iterable<string>): string[] => [...some].map((code) => `\`${code}\``);
const listed = (some: Iterable<string>): string => [...some].toSorted().join(", ");
