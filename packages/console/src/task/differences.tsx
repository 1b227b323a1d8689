// What changed between the two moments of the page 对照: each field with both values, the old one struck out.
import { useQuestion } from "../ask/use-question.ts";
import { TaskDifferencesDocument } from "../generated/operations.ts";
import { asOfIn } from "../moment.ts";
import { Answered } from "../parts/answer.tsx";
import { FieldsCompared } from "../parts/fields-compared.tsx";
import { useMomentText } from "../parts/moment-text.ts";
import { useTexts } from "../texts/catalogue.ts";
import { now, type TaskState } from "./address.ts";
import { type Moment, placeOf } from "./moments.ts";
import { taskTexts } from "./texts.ts";

export function Differences({
  state: { taskId, asOf, against },
  changes,
  position,
}: {
  readonly state: TaskState & { readonly against: string };
  /** The moments of the task, oldest first. */
  readonly changes: readonly Moment[];
  /** The position that is now. */
  readonly position: string;
}) {
  const texts = useTexts(taskTexts);
  const momentText = useMomentText();
  const momentWord = (moment: string) => (moment === now ? texts.now : momentText(moment));
  const [one, other] = [asOf ?? now, against];
  // Whichever was chosen first: what was is struck out, and what came of it is not.
  const [from, to] = placeOf(changes, one) <= placeOf(changes, other) ? [one, other] : [other, one];
  const asked = (moment: string) => asOfIn(moment === now ? position : moment) ?? {};
  const question = useQuestion(
    TaskDifferencesDocument,
    { taskId, from: asked(from), to: asked(to) },
    { about: { taskId } },
  );
  return (
    <section className="differences" aria-labelledby="differences" aria-busy={question.isPlaceholderData}>
      <h2 id="differences">{texts.changedBetween(momentWord(from), momentWord(to))}</h2>
      <Answered question={question}>
        {({ diff }) =>
          diff.length === 0 ? <p className="small">{texts.nothingChanged}</p> : <FieldsCompared fields={diff} />
        }
      </Answered>
    </section>
  );
}
