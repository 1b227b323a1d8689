// What an issue will come to 印发预览: what is opened and for how many, what stays open, and what nobody can be late with.
import { useQuestion } from "../ask/use-question.ts";
import { IssueForeseenDocument } from "../generated/operations.ts";
import { dayIn } from "../moment.ts";
import { Answered } from "../parts/answer.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { workbenchTexts } from "./texts.ts";

export function Foreseen({
  planId,
  on,
}: {
  readonly planId: string;
  /** The day of issue as it is filled in. */
  readonly on: string;
}) {
  const texts = useTexts(workbenchTexts);
  const question = useQuestion(IssueForeseenDocument, { id: planId, on: dayIn(on) ?? null }, { about: { planId } });
  return (
    <Answered question={question}>
      {({ plan }) => {
        const foreseen = plan?.foreseenIssue;
        if (!foreseen) return null;
        const { tasks, assignments, units, groupsToFill, unassigned, dueBeforeIssue } = foreseen;
        return (
          <ul className="foreseen" aria-label={texts.foreseen} aria-busy={question.isPlaceholderData}>
            <li>{texts.foreseenOpens(tasks, assignments, units)}</li>
            {groupsToFill > 0 && <li>{texts.foreseenGroups(groupsToFill)}</li>}
            {unassigned > 0 && <li>{texts.foreseenUnassigned(unassigned)}</li>}
            {dueBeforeIssue > 0 && <li>{texts.foreseenEarly(dueBeforeIssue)}</li>}
          </ul>
        );
      }}
    </Answered>
  );
}
