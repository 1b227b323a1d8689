// Everything that happened to a task 留痕: whole, in one order either way, by command, and each of its moments to be gone back to.
import { useRef } from "react";
import { includes } from "../ask/seen.ts";
import type { TaskChangeFragment } from "../generated/operations.ts";
import { Answered } from "../parts/answer.tsx";
import { saveFile } from "../parts/save-file.ts";
import { Term } from "../parts/term.tsx";
import { useTexts } from "../texts/catalogue.ts";
import type { TaskState } from "./address.ts";
import { groupsOf, shownOf } from "./groups.ts";
import { HistoryGroup } from "./history-group.tsx";
import { MomentSliders } from "./moment-sliders.tsx";
import { taskTexts } from "./texts.ts";
import type { TaskHistory } from "./use-history.ts";

export function Timeline({
  history: { question, changes },
  state,
  go,
}: {
  readonly history: TaskHistory;
  readonly state: TaskState;
  readonly go: (state: TaskState, how?: "push" | "replace") => void;
}) {
  const texts = useTexts(taskTexts);
  const { taskId, oldest = false, show, event } = state;
  const groups = groupsOf(shownOf(changes, show));
  const known = new Set(changes.map(({ eventId }) => String(eventId)));
  const choose = (change: Partial<TaskState>) => go({ ...state, ...change }, "replace");
  const showing = (next: TaskState["show"]) => {
    const { show: _before, ...rest } = state;
    go(next === undefined ? rest : { ...rest, show: next }, "replace");
  };
  const open = (id: string | null) => {
    const { event: _closed, ...rest } = state;
    go(id === null ? rest : { ...rest, event: id }, "replace");
  };
  const list = useRef<HTMLOListElement>(null);
  /** Goes to the entry at either end, wherever that end is. */
  const jump = (isFirst: boolean) => {
    const entries = list.current?.querySelectorAll<HTMLElement>(".entry-open");
    // While the other order is awaited, the entries stand in the one before.
    const [top, bottom] = [changes[0], changes[changes.length - 1]];
    const isOldestOnTop = top !== undefined && bottom !== undefined && includes(bottom.position, top.position);
    entries?.[isFirst === isOldestOnTop ? 0 : entries.length - 1]?.focus();
  };
  const inOrder = oldest ? changes : [...changes].reverse();
  return (
    <section aria-labelledby="history" className="timeline">
      <div className="timeline-head">
        <h2 id="history">
          <Term id="history">{texts.history}</Term>
        </h2>
        <Pressed isOn={!oldest} press={() => choose({ oldest: false })} word={texts.newest} />
        <Pressed isOn={oldest} press={() => choose({ oldest: true })} word={texts.oldest} />
        <span className="timeline-parting" />
        <Pressed isOn={show === "people"} press={() => showing("people")} word={texts.peopleOnly} />
        <Pressed isOn={show === "rules"} press={() => showing("rules")} word={texts.rulesOnly} />
        <Pressed isOn={show === undefined} press={() => showing(undefined)} word={texts.all} />
        <span className="timeline-parting" />
        <button type="button" className="quiet" onClick={() => jump(true)}>
          {texts.first}
        </button>
        <button type="button" className="quiet" onClick={() => jump(false)}>
          {texts.last}
        </button>
      </div>
      <MomentSliders changes={inOrder} state={state} go={go} />
      <Answered question={question}>
        {() =>
          groups.length === 0 ? (
            <p className="nothing">{texts.noHistory}</p>
          ) : (
            <>
              <ol className="entries" ref={list}>
                {groups.map((group) => (
                  <HistoryGroup
                    key={String(group[0]?.eventId)}
                    changes={group}
                    opened={event}
                    open={open}
                    seeThen={(position) => go({ ...state, asOf: position })}
                    isKnown={(id) => known.has(id)}
                  />
                ))}
              </ol>
              <p>
                <button
                  type="button"
                  className="quiet"
                  onClick={() => saveFile(`task-${taskId}.json`, jsonOf(inOrder))}
                >
                  {texts.saveAll}
                </button>
              </p>
            </>
          )
        }
      </Answered>
    </section>
  );
}

/** The events as JSON, one a line, as they follow each other in the log. */
const jsonOf = (changes: readonly TaskChangeFragment[]): string =>
  changes.map((change) => `${JSON.stringify(change)}\n`).join("");

function Pressed({ isOn, press, word }: { readonly isOn: boolean; readonly press: () => void; readonly word: string }) {
  return (
    <button type="button" className="quiet" aria-pressed={isOn} onClick={press}>
      {word}
    </button>
  );
}
