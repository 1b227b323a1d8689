// What may be done to the roster 名录办理: the acts that the server says are open, each with its form.
import { useState } from "react";
import { ActButtons } from "../act/act-buttons.tsx";
import { ActForm } from "../act/act-form.tsx";
import type { Command } from "../act/acting.ts";
import { type FieldSpec, type Fields, unitsIn } from "../act/fields.ts";
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
  TypedDocumentString,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { rosterTexts } from "./texts.ts";

/** Whom an act is about: nobody yet, a unit, or a group. */
export interface About {
  readonly id: string;
  readonly isGroup: boolean;
}

type AnyCommand = Command<{ commandId: string }>;

interface RosterAct {
  readonly name: string;
  readonly specs: readonly FieldSpec[];
  readonly command: (fields: Fields, commandId: string) => Omit<AnyCommand, "title">;
}

export function RosterActs({ acts, about }: { readonly acts: readonly ActShownFragment[]; readonly about?: About }) {
  const say = useSay();
  const [opened, setOpened] = useState<string | null>(null);
  const known = useRosterActs(about);
  // What the roster as a whole may begin is offered where it is; what is not open to the reader's role the server leaves out.
  const offered = acts.filter(({ name }) => known.some((each) => each.name === name));
  const act = offered.find(({ name, refusal }) => name === opened && refusal == null);
  const form = known.find(({ name }) => name === opened);
  if (offered.length === 0) return null;
  return (
    <>
      <ActButtons
        acts={offered}
        names={known.map(({ name }) => name)}
        press={(name) => setOpened(name === opened ? null : name)}
      />
      {act && form && (
        <ActForm
          key={form.name}
          form={`${form.name}/${about?.id ?? "roster"}`}
          title={say(act.title)}
          specs={form.specs}
          command={form.command}
          done={() => setOpened(null)}
          cancel={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** The acts that this page can do, on what it shows. */
function useRosterActs(about: About | undefined): readonly RosterAct[] {
  const texts = useTexts(rosterTexts);
  const { regionId: region, today } = useMe();
  const regionId = String(region);
  const of = `roster/${about?.id ?? regionId}`;
  const command = <Input extends { commandId: string }>(
    document: TypedDocumentString<unknown, { input: Input }>,
    input: Input,
  ): Omit<AnyCommand, "title"> => ({ document: new TypedDocumentString(document.toString()), input, of });
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
      name: "mergeUnits",
      specs: [
        { name: "into", label: texts.into, kind: "unit", isRequired: true },
        day("on", texts.on),
        { name: "reason", label: texts.reason, kind: "text" },
      ],
      command: ({ into, on = "", reason = "" }, commandId) => {
        const unitId = unitsIn(into)[0]?.id ?? "";
        const why = reason.trim() === "" ? {} : { reason };
        return command(MergeUnitsDocument, { commandId, regionId, from: [id], into: { unitId }, on, ...why });
      },
    },
    {
      ...{ name: "retireUnit", specs: [day("on", texts.on), reason] },
      command: ({ on = "", reason = "" }, commandId) =>
        command(RetireUnitDocument, { commandId, regionId, unitId: id, on, reason }),
    },
  ];
}
