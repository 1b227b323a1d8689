// Everything that happened to a task 留痕: whole, in one order either way, and each of its moments to be gone back to.
import { useId } from "react";
import type { TaskChangeFragment } from "../generated/operations.ts";
import { Answered } from "../parts/answer.tsx";
import { instantText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import type { TaskState } from "./address.ts";
import { FieldsChanged } from "./fields-changed.tsx";
import { taskTexts } from "./texts.ts";
import { useHistory } from "./use-history.ts";

const isRule = ({ actor }: TaskChangeFragment): boolean => String(actor.subjectId ?? "").startsWith("policy:");

export function Timeline({
  state,
  go,
}: {
  readonly state: TaskState;
  readonly go: (state: TaskState, how?: "push" | "replace") => void;
}) {
  const texts = useTexts(taskTexts);
  const { taskId, oldest = false, people = false, event } = state;
  const { question, changes } = useHistory(taskId, oldest ? "OLDEST_FIRST" : "NEWEST_FIRST");
  const shown = people ? changes.filter((change) => !isRule(change)) : changes;
  const choose = (change: Partial<TaskState>) => go({ ...state, ...change }, "replace");
  return (
    <section aria-labelledby="history" className="timeline">
      <div className="timeline-head">
        <h2 id="history">{texts.history}</h2>
        <Pressed isOn={!oldest} press={() => choose({ oldest: false })} word={texts.newest} />
        <Pressed isOn={oldest} press={() => choose({ oldest: true })} word={texts.oldest} />
        <Pressed isOn={!people} press={() => choose({ people: false })} word={texts.all} />
        <Pressed isOn={people} press={() => choose({ people: true })} word={texts.peopleOnly} />
      </div>
      <Moments changes={oldest ? changes : [...changes].reverse()} state={state} go={go} />
      <Answered question={question}>
        {() =>
          shown.length === 0 ? (
            <p className="nothing">{texts.noHistory}</p>
          ) : (
            <ol className="entries">
              {shown.map((change) => (
                <Entry
                  key={change.eventId}
                  change={change}
                  isOpen={event === String(change.eventId)}
                  open={(id) => {
                    const { event: _closed, ...rest } = state;
                    go(id === null ? rest : { ...rest, event: id }, "replace");
                  }}
                  seeThen={() => go({ ...state, asOf: change.position })}
                />
              ))}
            </ol>
          )
        }
      </Answered>
    </section>
  );
}

function Pressed({ isOn, press, word }: { readonly isOn: boolean; readonly press: () => void; readonly word: string }) {
  return (
    <button type="button" className="quiet" aria-pressed={isOn} onClick={press}>
      {word}
    </button>
  );
}

/** Steps over the task's own moments, one by one, and not over empty time. The last is now. */
function Moments({
  changes,
  state,
  go,
}: {
  readonly changes: readonly TaskChangeFragment[];
  readonly state: TaskState;
  readonly go: (state: TaskState, how?: "push" | "replace") => void;
}) {
  const texts = useTexts(taskTexts);
  const language = useLanguage();
  const id = useId();
  const { asOf, ...rest } = state;
  const place = changes.findIndex(({ position }) => position === asOf);
  const at = place < 0 ? changes.length : place;
  const chosen = changes[at];
  if (changes.length === 0) return null;
  return (
    <p className="moments">
      <label htmlFor={id}>{texts.moments}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={changes.length}
        step={1}
        value={at}
        aria-valuetext={chosen ? instantText(chosen.happenedAt, language) : texts.now}
        onChange={({ target }) => {
          const next = changes[Number(target.value)];
          go(next ? { ...rest, asOf: next.position } : rest, "replace");
        }}
      />
      <span>{chosen ? texts.momentAt(instantText(chosen.happenedAt, language), chosen.position) : texts.now}</span>
    </p>
  );
}

function Entry({
  change,
  isOpen,
  open,
  seeThen,
}: {
  readonly change: TaskChangeFragment;
  readonly isOpen: boolean;
  readonly open: (id: string | null) => void;
  readonly seeThen: () => void;
}) {
  const texts = useTexts(taskTexts);
  const language = useLanguage();
  const say = useSay();
  const { actor, onBehalfOf, happenedAt, recordedAt, sentence, position, commandId, causationId, data, fields } =
    change;
  const rule = isRule(change) ? String(actor.subjectId).slice("policy:".length) : null;
  const who = rule === null ? (actor.unitName ?? "") : texts.byRule(rule);
  const behalf = onBehalfOf?.unitName ? texts.onBehalf(onBehalfOf.unitName) : "";
  return (
    <li className={rule === null ? "entry" : "entry entry-rule"}>
      <button
        type="button"
        className="entry-open"
        aria-expanded={isOpen}
        onClick={() => open(isOpen ? null : String(change.eventId))}
      >
        <span className="entry-when">{instantText(happenedAt, language)}</span>{" "}
        <span className="entry-who">
          <PlainText>{`${who}${behalf}`}</PlainText>
        </span>{" "}
        <PlainText>{say(sentence)}</PlainText>
      </button>
      <FieldsChanged fields={fields} />
      {isOpen && (
        <div className="entry-more">
          <dl>
            <dt>{texts.done}</dt>
            <dd>{instantText(happenedAt, language)}</dd>
            <dt>{texts.recorded}</dt>
            <dd>{instantText(recordedAt, language)}</dd>
            <dt>{texts.position}</dt>
            <dd className="selectable">{position}</dd>
            <dt>{texts.command}</dt>
            <dd className="selectable">{commandId}</dd>
            <dt>{texts.cause}</dt>
            <dd className="selectable">{causationId}</dd>
          </dl>
          <button type="button" onClick={seeThen}>
            {texts.seeThen}
          </button>
          {data != null && (
            <>
              <h3>{texts.data}</h3>
              <pre>
                <PlainText>{JSON.stringify(data, null, 2)}</PlainText>
              </pre>
            </>
          )}
        </div>
      )}
    </li>
  );
}
