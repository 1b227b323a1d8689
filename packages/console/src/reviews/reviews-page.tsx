// 审核 review queue: what waits for the office or for a lead, worked through by the keyboard.

import { useEffect, useRef, useState } from "react";
import type { AnyCommand } from "../act/known-act.ts";
import { caughtUp, isUnderWay } from "../act/overlay.ts";
import { useListed } from "../ask/use-listed.ts";
import { useConsole } from "../console.ts";
import {
  type ReviewerKind,
  ReviewQueueDocument,
  type ReviewQueueQuery,
  type WaitingKind,
} from "../generated/operations.ts";
import { importAddress } from "../import/address.ts";
import { useMe } from "../me.ts";
import { useAddress } from "../page.ts";
import { Answered } from "../parts/answer.tsx";
import { daysSince } from "../parts/day.ts";
import { Exports } from "../parts/exports.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { type Ticks, toggled, unticked } from "../parts/ticks.ts";
import { Freshness } from "../shell/freshness.tsx";
import { useKeys } from "../shell/keys.ts";
import { KeysLine } from "../shell/page-keys.tsx";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { reviewsAddress } from "./address.ts";
import { Batch } from "./batch.tsx";
import { HeldBar } from "./held-bar.tsx";
import { Item } from "./item.tsx";
import { Kinds } from "./kinds.tsx";
import { keyOfWaiting, type Waiting } from "./moves.ts";
import { Queue, useCalled } from "./queue.tsx";
import { reviewTexts } from "./texts.ts";
import { useHeld } from "./use-held.ts";
import "../styles/ledger.css";
import "../styles/reviews.css";

const pageSize = 60;
const pageIn = ({ reviewQueue }: ReviewQueueQuery) => reviewQueue;
const mostReasons = 5;

/** A word of the schema as an export takes it: `SIGN_OFF` as `signOff`. */
const inExport = (word: ReviewerKind | WaitingKind): string =>
  word.toLowerCase().replaceAll(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());

export function ReviewsPage() {
  const texts = useTexts(reviewTexts);
  const me = useMe();
  const called = useCalled();
  const { acting, notices } = useConsole();
  const { state, go } = useAddress(reviewsAddress);
  const { kind, plan, unit } = state;
  const of = state.of ?? (me.roles.includes("OFFICE") ? "OFFICE" : "LEAD");
  const { question, nodes, last, more } = useListed(
    ReviewQueueDocument,
    { of, kinds: kind ? [kind] : null, planId: plan ?? null, unitId: unit ?? null, first: pageSize },
    pageIn,
    { about: { anything: true } },
  );
  const overlay = useStore(acting.overlay);
  const { held, hold, undo } = useHeld();
  const [chosen, setChosen] = useState<Ticks>(new Set());
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const work = useRef<HTMLElement>(null);

  // What is listed is known up to where its oldest page is.
  const position = question.data?.pages[0]?.reviewQueue.position ?? null;
  useEffect(() => acting.overlay.set(caughtUp(acting.overlay.get(), position)), [acting, position]);

  const waiting: readonly Waiting[] = nodes;
  // What was decided is not listed any more, also before it is sent; what was refused is there again.
  const items = waiting.filter(
    ({ id }) => !held.some(({ heldBy }) => heldBy.id === String(id)) && !isUnderWay(overlay, keyOfWaiting(id)),
  );
  // Nothing moves under a hand: the place in the list is that of the item that was looked at.
  const [place, setPlace] = useState(0);
  const looked = state.at === undefined ? undefined : items.find(({ id }) => String(id) === state.at);
  const at = state.at === undefined ? items[0] : looked;
  const index = at ? items.indexOf(at) : -1;
  useEffect(() => {
    if (index >= 0) setPlace(index);
  }, [index]);

  // Whoever was second is told so, and the item leaves.
  const words = useRef(new Map<string, string>());
  for (const each of waiting) words.current.set(keyOfWaiting(each.id), called(each));
  useEffect(() => {
    for (const { commandId, of, outcome } of overlay) {
      const what = words.current.get(of);
      if (outcome.kind !== "refused" || what === undefined) continue;
      if (waiting.some(({ id }) => keyOfWaiting(id) === of)) continue;
      const { zh, en } = outcome.sentence;
      const why = { zh: reviewTexts.zh.goneBecause(what, zh), en: reviewTexts.en.goneBecause(what, en) };
      notices.tell("failed", why, commandId);
      acting.close(commandId);
    }
  }, [overlay, waiting, acting, notices]);

  /** Looks at an item, and puts the focus on it. */
  const wantsFocus = useRef<string | null>(null);
  function look(next: Waiting | undefined): void {
    const { at: _left, ...rest } = state;
    wantsFocus.current = next ? String(next.id) : "";
    go(next ? { ...rest, at: String(next.id) } : rest, "replace");
  }
  const atId = at ? String(at.id) : undefined;
  // What was looked at may have left the list, which Tab reaches all the same.
  const stop = at ?? items[Math.min(place, items.length - 1)];
  const stopId = stop && String(stop.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows what is looked at.
  useEffect(() => {
    if (wantsFocus.current !== (atId ?? "")) return;
    wantsFocus.current = null;
    const found = work.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(atId ?? "")}"]`);
    (found ?? work.current)?.focus();
  }, [atId, items.length]);

  function decide(decided: readonly { readonly waiting: Waiting; readonly command: AnyCommand }[]) {
    for (const { waiting: each, command } of decided) {
      const { title } = command;
      hold(command, { id: String(each.id), words: `${called(each)} ${title}` });
      const reason = "reason" in command.input ? String(command.input.reason) : "";
      if (reason !== "") {
        setReasons((before) => [reason, ...before.filter((text) => text !== reason)].slice(0, mostReasons));
      }
    }
    const done = new Set(decided.map((each) => each.waiting.id));
    const left = items.filter(({ id }) => !done.has(id));
    setChosen(unticked(decided.map((each) => String(each.waiting.id))));
    look(at && !done.has(at.id) ? at : (left[Math.min(index, left.length - 1)] ?? left[0]));
  }

  const toggle = (id: string) => setChosen(toggled(id));
  const takeBack = (one?: Parameters<typeof undo>[0]) => {
    const undone = undo(one);
    if (!undone) return;
    const { id, words } = undone.heldBy;
    notices.tell("done", { zh: reviewTexts.zh.undone(words), en: reviewTexts.en.undone(words) });
    wantsFocus.current = id;
    go({ ...state, at: id }, "replace");
  };
  const next = () => {
    if (index === items.length - 1) more?.();
    look(items[index < 0 ? place : Math.min(index + 1, items.length - 1)]);
  };
  const previous = () => look(items[index < 0 ? place : Math.max(index - 1, 0)]);
  const inList = (act: () => void) => (focused: Element) => focused.closest("ul") !== null && act();
  useKeys(work, texts.queue, [
    { press: "j", does: texts.keyNext, act: next },
    { press: "ArrowDown", does: texts.keyNext, act: inList(next) },
    { press: "k", does: texts.keyPrevious, act: previous },
    { press: "ArrowUp", does: texts.keyPrevious, act: inList(previous) },
    {
      press: "y",
      does: texts.keyAccepts,
      act: () => work.current?.querySelector<HTMLFormElement>('[data-key="y"] form')?.requestSubmit(),
    },
    {
      press: "n",
      does: texts.keyReturns,
      act: () => {
        const act = work.current?.querySelector<HTMLElement>(".moves")?.dataset["no"];
        work.current?.querySelector<HTMLElement>(`button[data-act="${act}"]`)?.click();
      },
    },
    { press: "s", does: texts.keySkips, act: next },
    { press: "x", does: texts.keySelects, act: () => atId !== undefined && toggle(atId) },
    {
      press: "o",
      does: texts.keyOpensEvidence,
      act: () => work.current?.querySelector<HTMLElement>(".item .evidence a")?.click(),
    },
    { press: "u", does: texts.keyUndoes, act: () => takeBack() },
  ]);

  /** Lists the next ones; the focus goes to where they begin, because the button may leave. */
  function listMore(): void {
    more?.();
    const end = items[items.length - 1];
    if (end) look(end);
    else work.current?.focus();
  }
  const moreButton = question.hasNextPage && (
    <button type="button" aria-disabled={more === null} onClick={listMore}>
      {texts.more}
    </button>
  );

  return (
    <Answered question={question}>
      {({ pages: [first] }) =>
        first &&
        last && (
          <>
            <div className="page-head">
              <h1>{of === "OFFICE" ? texts.office : texts.lead}</h1>
              <Freshness on={me.today} at={first.shownAt} position={position} stale={last.stale} />
              <div className="paper-links">
                <Exports
                  path="/export/queue"
                  only={{ of: inExport(of), kind: kind && inExport(kind), planId: plan, unitId: unit }}
                  label={kind || plan || unit ? texts.exportShown : texts.exportAll}
                />
              </div>
            </div>
            <Kinds {...{ state, go, of }} counts={first.reviewCounts} />
            <p className="total" role="status">
              {question.hasNextPage ? texts.shownOf(waiting.length, last.totalCount) : texts.total(last.totalCount)}
              {waiting[0] && ` · ${texts.oldest(daysSince(waiting[0].since, me.today))}`}
            </p>
            <HeldBar held={held} undo={takeBack} />
            <section className="review-work" aria-label={texts.queue} ref={work} tabIndex={-1}>
              {items.length === 0 && state.at === undefined && question.hasNextPage ? (
                <p className="nothing" role="status">
                  {texts.moreWait} {moreButton}
                </p>
              ) : items.length === 0 && state.at === undefined ? (
                <p className="nothing">
                  {kind || plan || unit ? texts.emptyFiltered : texts.empty}{" "}
                  {(kind || plan || unit) && (
                    <PageLink page={reviewsAddress} state={state.of ? { of: state.of } : {}}>
                      {texts.clear}
                    </PageLink>
                  )}
                  {!(kind || plan || unit) && me.roles.includes("OFFICE") && (
                    <PageLink page={importAddress} state={{}}>
                      {texts.toImport}
                    </PageLink>
                  )}
                </p>
              ) : (
                <>
                  <div>
                    <Queue
                      {...{ items, state, chosen, toggle }}
                      at={atId}
                      stop={stopId}
                      today={me.today}
                      lookAt={(id) => id !== state.at && go({ ...state, at: id }, "replace")}
                    />
                    {moreButton}
                  </div>
                  <div className="item">
                    {at ? (
                      <Item
                        key={atId}
                        waiting={at}
                        reasons={reasons}
                        back={() => work.current?.querySelector<HTMLElement>(".queue-at a")?.focus()}
                        decide={(command) => decide([{ waiting: at, command }])}
                      />
                    ) : (
                      <p className="nothing" role="status">
                        {question.hasNextPage ? texts.notListed : texts.gone}{" "}
                        <button type="button" onClick={() => look(items[Math.min(place, items.length - 1)])}>
                          {texts.toNext}
                        </button>
                      </p>
                    )}
                  </div>
                </>
              )}
            </section>
            <Batch
              items={items.filter(({ id }) => chosen.has(String(id)))}
              {...{ decide }}
              clear={() => setChosen(new Set())}
            />
            <KeysLine />
          </>
        )
      }
    </Answered>
  );
}
