// One event of a task's history 留痕条目: a sentence, what it replaced, and all there is about it once it is opened.
import { useEffect, useRef } from "react";
import { proofsAddress } from "../audit/proofs/address.ts";
import type { TaskChangeFragment } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { Copyable } from "../parts/copyable.tsx";
import { instantText } from "../parts/day.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { Term } from "../parts/term.tsx";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { FieldsChanged } from "./fields-changed.tsx";
import { isDenied, ruleOf } from "./groups.ts";
import { taskTexts } from "./texts.ts";

/** How to say who did something, and on whose behalf. */
export function useWho(): (change: TaskChangeFragment) => string {
  const texts = useTexts(taskTexts);
  return (change) => {
    const rule = ruleOf(change);
    const behalf = change.onBehalfOf?.unitName ?? "";
    if (isDenied(change)) return behalf;
    const who = rule === null ? (change.actor.unitName ?? "") : texts.byRule(rule);
    return `${who}${behalf === "" ? "" : texts.onBehalf(behalf)}`;
  };
}

export function HistoryEntry({
  change,
  isOpen,
  isAlone,
  open,
  seeThen,
  isKnown,
}: {
  readonly change: TaskChangeFragment;
  readonly isOpen: boolean;
  /** Whether nothing belongs together with it: then it stands in the list itself. */
  readonly isAlone: boolean;
  readonly open: (id: string | null) => void;
  readonly seeThen: (position: string) => void;
  /** Whether an event is one of this history. */
  readonly isKnown: (id: string) => boolean;
}) {
  const language = useLanguage();
  const say = useSay();
  const who = useWho();
  const { eventId, happenedAt, sentence, fields } = change;
  const isOfRule = ruleOf(change) !== null;
  const place = useRef<HTMLLIElement>(null);
  // An address that names an event leads to it.
  useEffect(() => {
    if (isOpen) place.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  const kind = isDenied(change) ? " entry-denied" : isOfRule ? " entry-rule" : "";
  return (
    <li ref={place} className={isAlone ? `entry${kind}` : `entry-within${kind}`}>
      <button
        type="button"
        className="entry-open"
        aria-expanded={isOpen}
        onClick={() => open(isOpen ? null : String(eventId))}
      >
        {isAlone && (
          <>
            <span className="entry-when">{instantText(happenedAt, language)}</span>{" "}
            <span className="entry-who">
              <PlainText>{who(change)}</PlainText>
            </span>{" "}
          </>
        )}
        <PlainText>{say(sentence)}</PlainText>
      </button>
      {/* What a rule replaced is folded, like all that rules did. */}
      {(!isOfRule || isOpen) && <FieldsChanged fields={fields} />}
      {isOpen && <More change={change} {...{ open, seeThen, isKnown }} />}
    </li>
  );
}

/** Who, when, why and what, as it stands in the log. */
function More({
  change: { happenedAt, recordedAt, position, commandId, causationId, data, actor, onBehalfOf },
  open,
  seeThen,
  isKnown,
}: {
  readonly change: TaskChangeFragment;
  readonly open: (id: string | null) => void;
  readonly seeThen: (position: string) => void;
  readonly isKnown: (id: string) => boolean;
}) {
  const texts = useTexts(taskTexts);
  const language = useLanguage();
  const isAuditor = useMe().roles.includes("AUDITOR");
  const subjects = [actor.subjectId, onBehalfOf?.subjectId].flatMap((each) => (each == null ? [] : [String(each)]));
  return (
    <div className="entry-more">
      <dl>
        {subjects.length > 0 && (
          <>
            <dt>{texts.subject}</dt>
            <dd className="selectable">
              <PlainText>{subjects.join(" ← ")}</PlainText>
            </dd>
          </>
        )}
        <dt>{texts.done}</dt>
        <dd>{instantText(happenedAt, language)}</dd>
        <dt>{texts.recorded}</dt>
        <dd>{instantText(recordedAt, language)}</dd>
        <dt>
          <Term id="position">{texts.position}</Term>
        </dt>
        <dd>
          <Copyable label={texts.position} text={position} isLabelled />
        </dd>
        <dt>{texts.command}</dt>
        <dd className="selectable">{commandId}</dd>
        <dt>{texts.cause}</dt>
        <dd className="selectable">
          {isKnown(causationId) ? (
            <button type="button" className="quiet cause" onClick={() => open(causationId)}>
              {causationId}
            </button>
          ) : (
            causationId
          )}
        </dd>
      </dl>
      <p className="buttons">
        <button type="button" onClick={() => seeThen(position)}>
          {texts.seeThen}
        </button>
        {isAuditor && (
          <PageLink page={proofsAddress} state={{ event: position }}>
            {texts.proveIt}
          </PageLink>
        )}
      </p>
      {data != null && (
        <>
          <h3>{texts.data}</h3>
          <pre>
            <PlainText>{JSON.stringify(data, null, 2)}</PlainText>
          </pre>
        </>
      )}
    </div>
  );
}
