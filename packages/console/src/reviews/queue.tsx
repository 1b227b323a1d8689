// The list of what waits 待办清单: a row for each, as a real link, the longest waiting first. Tab stops once in it.
import { about } from "../act/overlay.ts";
import { useConsole } from "../console.ts";
import { daysSince } from "../parts/day.ts";
import { Outcome } from "../parts/outcome.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTaskNo } from "../parts/task-no.ts";
import { useWords } from "../parts/word.tsx";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { type ReviewsState, reviewsAddress } from "./address.ts";
import { keyOfWaiting, type Waiting } from "./moves.ts";
import { reviewTexts } from "./texts.ts";

/** How something that waits is called. */
export function useCalled(): (waiting: Waiting) => string {
  const word = useWords("WaitingKind");
  const taskCalled = useTaskNo();
  return ({ kind, unit, group, row, task }) =>
    [word(kind), unit?.name ?? group?.name ?? "", row == null ? "" : taskCalled({ row, no: task?.row.no })]
      .filter(Boolean)
      .join(" ");
}

export function Queue({
  items,
  state,
  at,
  stop,
  today,
  chosen,
  toggle,
  lookAt,
}: {
  readonly items: readonly Waiting[];
  readonly state: ReviewsState;
  /** The id of the item that is looked at. */
  readonly at: string | undefined;
  /** The id of the item at which Tab stops. */
  readonly stop: string | undefined;
  readonly today: string;
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  /** What has the focus is what is looked at: the letters are about one thing. */
  readonly lookAt: (id: string) => void;
}) {
  const texts = useTexts(reviewTexts);
  const called = useCalled();
  const overlay = useStore(useConsole().acting.overlay);
  return (
    <ul className="queue" aria-label={texts.queue}>
      {items.map((waiting) => {
        const id = String(waiting.id);
        return (
          <li key={id} onFocus={() => lookAt(id)} className={id === at ? "queue-item queue-at" : "queue-item"}>
            <input
              type="checkbox"
              tabIndex={id === stop ? 0 : -1}
              aria-label={texts.select(called(waiting))}
              checked={chosen.has(id)}
              onChange={() => toggle(id)}
            />
            <PageLink
              page={reviewsAddress}
              state={{ ...state, at: id }}
              data-item={id}
              tabIndex={id === stop ? 0 : -1}
              aria-current={id === at ? "true" : undefined}
            >
              <span className="queue-days">{texts.days(daysSince(waiting.since, today))}</span>{" "}
              <PlainText>{called(waiting)}</PlainText>
            </PageLink>
            {about(overlay, keyOfWaiting(id)).map((expected) => (
              <Outcome key={expected.commandId} expected={expected} />
            ))}
          </li>
        );
      })}
    </ul>
  );
}
