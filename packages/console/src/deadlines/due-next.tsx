// What is due next 最近到期, where nothing has the lamp that was asked for: the things of its day, or that nothing is to come any more.
import { useQuestion } from "../ask/use-question.ts";
import { DeadlineNextDocument } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { isOfPast } from "../moment.ts";
import { dayText } from "../parts/day.ts";
import { lampsToCome } from "../parts/lamp.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { type DeadlinesState, deadlinesAddress } from "./address.ts";
import { askedOf } from "./asked.ts";
import { deadlinesTexts } from "./texts.ts";

/** `state` is without the lamp that nothing has. */
export function DueNext({ state }: { readonly state: DeadlinesState }) {
  const texts = useTexts(deadlinesTexts);
  const language = useLanguage();
  const isPast = isOfPast(state, useMe().today);
  const about = { anything: true };
  const next = useQuestion(DeadlineNextDocument, { ...askedOf(state), lamps: [...lampsToCome] }, { isPast, about });
  const [due] = next.data?.deadlineBoard.edges ?? [];
  const { dueOn: day, lamp } = due?.node ?? {};
  const there: DeadlinesState = {
    ...state,
    ...(day ? { from: day, to: day } : {}),
    ...(lamp ? { lamp: lamp.lamp } : {}),
  };
  const ofDay = useQuestion(DeadlineNextDocument, askedOf(there), { isPast, about, enabled: day != null });
  if (next.isPlaceholderData || ofDay.isPlaceholderData) return null;
  if (next.data?.deadlineBoard.totalCount === 0) return texts.nothingDue;
  const count = ofDay.data?.deadlineBoard.totalCount;
  if (day == null || count === undefined) return null;
  return (
    <PageLink className="nothing-door" page={deadlinesAddress} state={there}>
      {texts.dueNext(dayText(day, language), count)}
    </PageLink>
  );
}
