// The event at which a replay stands 刚发生, as a sentence: who, on whose behalf, what, and on which task.
import type { PlanReplayedQuery } from "../../generated/operations.ts";
import { PageLink } from "../../parts/page-link.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { taskAddress } from "../../task/address.ts";
import { useSay, useTexts } from "../../texts/catalogue.ts";
import { auditTexts } from "../texts.ts";

type Event = PlanReplayedQuery["history"]["edges"][number]["node"];

const rulePrefix = "policy:";

export function JustHappened({ event }: { readonly event: Event }) {
  const texts = useTexts(auditTexts);
  const say = useSay();
  const { actor, onBehalfOf, sentence, taskId, position, eventId } = event;
  const subject = String(actor.subjectId ?? "");
  const who = subject.startsWith(rulePrefix) ? texts.byRule(subject.slice(rulePrefix.length)) : (actor.unitName ?? "");
  const behalf = onBehalfOf?.unitName ? texts.onBehalf(onBehalfOf.unitName) : "";
  return (
    <section className="just-happened" aria-labelledby="just-happened">
      <h2 id="just-happened">{texts.justHappened}</h2>
      <p aria-live="polite">
        <strong>
          <PlainText>{`${who}${behalf}`}</PlainText>
        </strong>{" "}
        <PlainText>{say(sentence)}</PlainText>
      </p>
      {taskId != null && (
        <p>
          <PageLink page={taskAddress} state={{ taskId: String(taskId), asOf: position, event: String(eventId) }}>
            {texts.seeTask}
          </PageLink>
        </p>
      )}
    </section>
  );
}
