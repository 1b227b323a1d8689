// Who in a unit has a part in hand 专人: shown, named and released by the unit.
import { ActForms } from "../act/act-forms.tsx";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  type ActShownFragment,
  AssignPersonDocument,
  type PartOpenedFragment,
  ReleasePersonDocument,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { dayText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { draftOfTarget, keyOfTarget } from "./target.ts";
import { owedTexts } from "./texts.ts";

export function PersonsInCharge({
  persons,
  target,
  acts,
}: {
  readonly persons: NonNullable<PartOpenedFragment["persons"]>;
  readonly target: { readonly taskId: string; readonly unitId: string };
  /** None where nothing can be done. */
  readonly acts: readonly ActShownFragment[];
}) {
  const texts = useTexts(owedTexts);
  const language = useLanguage();
  const joining = useJoining();
  const { today } = useMe();
  const command = commandsOn(keyOfTarget(target));
  const called = ({ subjectId, displayName }: (typeof persons)[number]) => displayName ?? String(subjectId);
  const naming: KnownAct = {
    name: "assignPerson",
    specs: [
      { name: "subjectId", label: texts.subjectId, kind: "line", isRequired: true },
      { name: "from", label: texts.from, kind: "day", first: today, isRequired: true },
    ],
    command: ({ subjectId = "", from = "" }, commandId) =>
      command(AssignPersonDocument, { commandId, ...target, subjectId: subjectId.trim(), from }),
  };
  const options = persons.map((person) => [String(person.subjectId), called(person)] as const);
  const releasing: KnownAct = {
    name: "releasePerson",
    specs: [{ name: "whom", label: texts.whom, kind: "choice", first: options[0]?.[0] ?? "", options }],
    command: ({ whom = "" }, commandId) => command(ReleasePersonDocument, { commandId, ...target, subjectId: whom }),
  };
  // Where nobody has it in hand, nobody can be released.
  const known = persons.length > 0 ? [naming, releasing] : [naming];
  return (
    <>
      {persons.length > 0 && (
        <p className="small">
          {texts.persons}{" "}
          <PlainText>
            {joining.list(persons.map((person) => texts.personFrom(called(person), dayText(person.from, language))))}
          </PlainText>
        </p>
      )}
      <ActForms acts={acts} known={known} of={draftOfTarget(target)} />
    </>
  );
}
