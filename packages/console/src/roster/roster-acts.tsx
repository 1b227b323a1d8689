// What may be done to the roster 名录办理: the acts that the server says are open, each with its form.
import { ActForms } from "../act/act-forms.tsx";
import { type FieldSpec, unitsIn } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  type ActShownFragment,
  AddAliasDocument,
  ChangeMembershipDocument,
  DefineGroupDocument,
  EndAliasDocument,
  MergeUnitsDocument,
  RegisterUnitDocument,
  RenameUnitDocument,
  RetireUnitDocument,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { useTexts } from "../texts/catalogue.ts";
import { rosterTexts } from "./texts.ts";

/** Whom an act is about: nobody yet, a unit, or a group. */
export interface About {
  readonly id: string;
  readonly isGroup: boolean;
}

export function RosterActs({ acts, about }: { readonly acts: readonly ActShownFragment[]; readonly about?: About }) {
  return <ActForms acts={acts} known={useRosterActs(about)} of={about?.id ?? "roster"} />;
}

/** The acts that this page can do, on what it shows. */
function useRosterActs(about: About | undefined): readonly KnownAct[] {
  const texts = useTexts(rosterTexts);
  const { regionId: region, today } = useMe();
  const regionId = String(region);
  const command = commandsOn(`roster/${about?.id ?? regionId}`);
  const line = (name: string, label: string): FieldSpec => ({ name, label, kind: "line", isRequired: true });
  const day = (name: string, label: string): FieldSpec => ({
    name,
    label,
    kind: "day",
    first: today,
    isRequired: true,
  });
  const reason: FieldSpec = { name: "reason", label: texts.reason, kind: "text", isRequired: true };
  const ids = (text: string | undefined) => unitsIn(text).map(({ id }) => id);

  if (!about) {
    return [
      {
        ...{ name: "registerUnit", specs: [line("name", texts.unitName), day("validFrom", texts.validFrom)] },
        command: ({ name = "", validFrom = "" }, commandId) =>
          command(RegisterUnitDocument, { commandId, regionId, name, validFrom }),
      },
      {
        name: "defineGroup",
        specs: [
          line("name", texts.groupName),
          day("validFrom", texts.validFrom),
          // Without members it is one that is filled task by task.
          { name: "members", label: texts.memberUnits, kind: "units" },
        ],
        command: ({ name = "", validFrom = "", members }, commandId) => {
          const units = ids(members);
          const kind = units.length > 0 ? "LIST" : "PREDICATE";
          return command(DefineGroupDocument, { commandId, regionId, name, validFrom, kind, members: units });
        },
      },
      {
        name: "mergeUnits",
        specs: [
          { name: "from", label: texts.merged, kind: "units", isRequired: true },
          { name: "into", label: texts.into, kind: "unit", isRequired: true },
          day("on", texts.on),
          { name: "reason", label: texts.reason, kind: "text" },
        ],
        command: ({ from, into, on = "", reason = "" }, commandId) => {
          const [unitId = ""] = ids(into);
          const why = reason.trim() === "" ? {} : { reason };
          return command(MergeUnitsDocument, { commandId, regionId, from: ids(from), into: { unitId }, on, ...why });
        },
      },
    ];
  }
  const { id, isGroup } = about;
  const whom = isGroup ? { groupId: id } : { unitId: id };
  return [
    {
      ...{ name: "renameUnit", specs: [line("name", texts.newName), day("on", texts.on)] },
      command: ({ name = "", on = "" }, commandId) =>
        command(RenameUnitDocument, { commandId, regionId, unitId: id, name, on }),
    },
    {
      ...{ name: "addAlias", specs: [line("alias", texts.alias), day("validFrom", texts.validFrom)] },
      command: ({ alias = "", validFrom = "" }, commandId) =>
        command(AddAliasDocument, { commandId, regionId, ...whom, alias, validFrom }),
    },
    {
      ...{ name: "endAlias", specs: [line("alias", texts.endedAlias), day("on", texts.on), reason] },
      command: ({ alias = "", on = "", reason = "" }, commandId) =>
        command(EndAliasDocument, { commandId, regionId, ...whom, alias, on, reason }),
    },
    {
      name: "changeMembership",
      specs: [
        day("effectiveOn", texts.on),
        { name: "joined", label: texts.joined, kind: "units" },
        { name: "left", label: texts.left, kind: "units" },
      ],
      command: ({ effectiveOn = "", joined, left }, commandId) => {
        const changed = { joined: ids(joined), left: ids(left) };
        return command(ChangeMembershipDocument, { commandId, regionId, groupId: id, effectiveOn, ...changed });
      },
    },
    {
      ...{ name: "retireUnit", specs: [day("on", texts.on), reason] },
      command: ({ on = "", reason = "" }, commandId) =>
        command(RetireUnitDocument, { commandId, regionId, unitId: id, on, reason }),
    },
  ];
}
