// One line of the changes 一条变更: when, what kind, who did what, and the way to its task, plan and units.
import type { ChangeToldFragment } from "../generated/operations.ts";
import { ledgerAddress } from "../ledger/address.ts";
import { addressOf } from "../page.ts";
import { instantText } from "../parts/day.ts";
import { nameOf, useNamed } from "../parts/names.ts";
import { AddressLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { unitAddress } from "../roster/address.ts";
import { useOpens } from "../shell/navigation.tsx";
import { taskAddress } from "../task/address.ts";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { changesTexts } from "./texts.ts";

const ofRule = "policy:";

export function ChangeLine({
  line: { title, sentence, happenedAt, actor, planId, taskId, unitIds, eventId },
  isLastRead,
}: {
  readonly line: ChangeToldFragment;
  /** Whether it is the last one that was read before. */
  readonly isLastRead: boolean;
}) {
  const texts = useTexts(changesTexts);
  const language = useLanguage();
  const say = useSay();
  const opens = useOpens();
  const who = actor.subjectId?.startsWith(ofRule)
    ? `${texts.rule} ${actor.subjectId.slice(ofRule.length)}`
    : (actor.displayName ?? actor.unitName ?? "");
  const planPath = "/plans/$planId";
  return (
    <article className="change" data-event={eventId}>
      {isLastRead && <p className="seen-up-to small">{texts.seenUpTo}</p>}
      <time className="change-when" dateTime={happenedAt}>
        {instantText(happenedAt, language)}
      </time>
      <strong className="change-type">{say(title)}</strong>
      <p className="change-what">
        {who && (
          <span className="change-who">
            <PlainText>{who}</PlainText>{" "}
          </span>
        )}
        <PlainText>{say(sentence)}</PlainText>
      </p>
      <p className="change-links small">
        {taskId != null && (
          <Thing
            id={String(taskId)}
            to={
              opens(taskAddress.path)
                ? addressOf(taskAddress, { taskId: String(taskId), event: String(eventId) })
                : null
            }
            word={texts.task}
          />
        )}
        {planId != null && (
          <Thing
            id={String(planId)}
            to={opens(planPath) ? addressOf({ path: planPath, write: (raw) => raw }, { planId: String(planId) }) : null}
            word={texts.somePlan}
          />
        )}
        {unitIds.map(String).map((unitId) => (
          <Thing
            key={unitId}
            id={unitId}
            to={opens(ledgerAddress.path) ? addressOf(ledgerAddress, { unitId }) : addressOf(unitAddress, { unitId })}
            word={texts.someUnit}
          />
        ))}
      </p>
    </article>
  );
}

/** Something by its name, as a link where there is a page of it. */
function Thing({ id, to, word }: { readonly id: string; readonly to: string | null; readonly word: string }) {
  const named = useNamed(id);
  const name = named ? nameOf(named) : word;
  return to === null ? (
    <span className="change-thing">
      <PlainText>{name}</PlainText>
    </span>
  ) : (
    <AddressLink to={to} className="change-thing" title={name}>
      <PlainText>{name}</PlainText>
    </AddressLink>
  );
}
