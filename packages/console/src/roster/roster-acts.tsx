// What may be done to the roster 名录办理: the acts that the server says are open, each with its form.
import { ActForms } from "../act/act-forms.tsx";
import { type FieldSpec, unitsIn } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  type ActShownFragment,
  AddAliasDocument,
  ChangeMembershipDocument,
  CorrectNameDocument,
  CorrectValidityDocument,
  DefineGroupDocument,
  EndAliasDocument,
  EndGroupDocument,
  MergeUnitsDocument,
  NameSuccessorDocument,
  RegisterUnitDocument,
  RemoveCreditCodeDocument,
  RenameUnitDocument,
  RestoreGroupDocument,
  RestoreUnitDocument,
  RetireUnitDocument,
  SetCreditCodeDocument,
  SplitUnitDocument,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { useTexts } from "../texts/catalogue.ts";
import { rosterTexts } from "./texts.ts";

/** Whom an act is about: nobody yet, a unit, or a group. */
export interface About {
  readonly id: string;
  readonly isGroup: boolean;
  /** Its own names, the first before the later ones. */
  readonly names: readonly string[];
  /** Its other spellings, with the day on which each holds no more, if there is one. */
  readonly aliases: readonly { readonly alias: string; readonly until?: string | null }[];
}

export function RosterActs({ acts, about }: { readonly acts: readonly ActShownFragment[]; readonly about?: About }) {
  const known = useRosterActs(about);
  // Without another spelling there is none to end.
  const isOffered = ({ name }: ActShownFragment) =>
    name !== "endAlias" || about?.aliases.some(({ until }) => until == null);
  const offered = acts.filter((act) => act.refusal != null || isOffered(act));
  return <ActForms acts={offered} known={known} of={about?.id ?? "roster"} />;
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
  const authority = line("authority", texts.authority);
  const ids = (text: string | undefined) => unitsIn(text).map(({ id }) => id);
  const choice = (name: string, label: string, of: readonly string[]): FieldSpec => {
    const options = [...new Set(of)].map((each) => [each, each] as const);
    return { name, label, kind: "choice", first: of[0] ?? "", isRequired: true, options };
  };

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
  const { id, isGroup, names, aliases } = about;
  const whom = isGroup ? { groupId: id } : { unitId: id };
  const spellings = aliases.map(({ alias }) => alias);
  const open = aliases.filter(({ until }) => until == null).map(({ alias }) => alias);
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
      ...{ name: "endAlias", specs: [choice("alias", texts.endedAlias, open), day("on", texts.on), reason] },
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
      name: "splitUnit",
      specs: [
        day("on", texts.on),
        { name: "begun", label: texts.begun, kind: "text" },
        { name: "known", label: texts.known, kind: "units" },
        reason,
      ],
      command: ({ on = "", begun, known, reason = "" }, commandId) => {
        const into = [...linesIn(begun).map((name) => ({ name })), ...ids(known).map((unitId) => ({ unitId }))];
        return command(SplitUnitDocument, { commandId, regionId, unitId: id, into, on, reason });
      },
    },
    {
      ...{ name: "retireUnit", specs: [day("on", texts.on), reason] },
      command: ({ on = "", reason = "" }, commandId) =>
        command(RetireUnitDocument, { commandId, regionId, unitId: id, on, reason }),
    },
    {
      name: "nameSuccessor",
      specs: [{ name: "to", label: texts.successor, kind: "unit", isRequired: true }, reason],
      command: ({ to, reason = "" }, commandId) => {
        const [toUnitId = ""] = ids(to);
        return command(NameSuccessorDocument, { commandId, regionId, unitId: id, toUnitId, reason });
      },
    },
    {
      ...{ name: "restoreUnit", specs: [reason, authority] },
      command: ({ reason = "", authority = "" }, commandId) =>
        command(RestoreUnitDocument, { commandId, regionId, unitId: id, reason, authority }),
    },
    {
      ...{ name: "endGroup", specs: [day("on", texts.on), reason] },
      command: ({ on = "", reason = "" }, commandId) =>
        command(EndGroupDocument, { commandId, regionId, groupId: id, on, reason }),
    },
    {
      ...{ name: "restoreGroup", specs: [reason, authority] },
      command: ({ reason = "", authority = "" }, commandId) =>
        command(RestoreGroupDocument, { commandId, regionId, groupId: id, reason, authority }),
    },
    {
      ...{ name: "setCreditCode", specs: [line("code", texts.code)] },
      command: ({ code = "" }, commandId) =>
        command(SetCreditCodeDocument, { commandId, regionId, unitId: id, code: code.trim() }),
    },
    {
      ...{ name: "removeCreditCode", specs: [reason] },
      command: ({ reason = "" }, commandId) =>
        command(RemoveCreditCodeDocument, { commandId, regionId, unitId: id, reason }),
    },
    {
      name: "correctName",
      specs: [choice("name", texts.wrongName, names), line("corrected", texts.corrected), reason],
      command: ({ name = "", corrected = "", reason = "" }, commandId) =>
        command(CorrectNameDocument, { commandId, regionId, ...whom, name, corrected, reason }),
    },
    {
      name: "correctValidity",
      specs: [choice("name", texts.wrongDay, [...names, ...spellings]), day("validFrom", texts.validFrom), reason],
      command: ({ name = "", validFrom = "", reason = "" }, commandId) =>
        command(CorrectValidityDocument, { commandId, regionId, ...whom, name, validFrom, reason }),
    },
  ];
}

/** The lines of a field that are not empty. */
const linesIn = (text = ""): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
