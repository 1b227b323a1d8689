// 变更 live changes: what happens, the latest on top, as far as the reader may know it; from the last one read without a gap.
import { useEffect, useMemo, useRef, useState } from "react";
import type { Wanted } from "../ask/followings.ts";
import { useListed } from "../ask/use-listed.ts";
import { useConsole } from "../console.ts";
import { type HistoryOf, LatestChangesDocument, type LatestChangesQuery } from "../generated/operations.ts";
import { ownerOf, useMe } from "../me.ts";
import { useAddress } from "../page.ts";
import { Answered } from "../parts/answer.tsx";
import { instantText } from "../parts/day.ts";
import { focusPageIfLost } from "../parts/kept-focus.ts";
import { LongList } from "../parts/long-list.tsx";
import { useNamesAhead } from "../parts/names.ts";
import { PageLink } from "../parts/page-link.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { KeysLine } from "../shell/page-keys.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { type ChangesState, changesAddress, filterOf, nameOfFilter } from "./address.ts";
import { ChangeLine } from "./change-line.tsx";
import { lineOver, mostLines } from "./feed-lines.ts";
import { FeedShown } from "./feed-shown.tsx";
import { Filters } from "./filters.tsx";
import { changesTexts } from "./texts.ts";
import { useFeed } from "./use-feed.ts";
import "../styles/ledger.css";
import "../styles/changes.css";

const pageSize = 50;
const linePx = 64;
/** From how far down on somebody reads, so that nothing may move. */
const readingPx = 160;

const pageIn = ({ history }: LatestChangesQuery) => history;

export function ChangesPage() {
  const texts = useTexts(changesTexts);
  const { state } = useAddress(changesAddress);
  // Another filter is another list, which begins by itself. The filters stay, and the focus in them.
  const list = JSON.stringify(state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link in the list that led to another one went with it, and the focus, too.
  useEffect(focusPageIfLost, [list]);
  return (
    <>
      <div className="page-head">
        <h1>{texts.heading}</h1>
      </div>
      <Filters state={state} />
      <Changes key={list} state={state} />
    </>
  );
}

function Changes({ state }: { readonly state: ChangesState }) {
  const texts = useTexts(changesTexts);
  const language = useLanguage();
  const me = useMe();
  const { lastReads } = useConsole();
  const { after, ...filters } = state;
  const filter = nameOfFilter(state);
  const owner = ownerOf(me);
  const [lastRead] = useState(() => lastReads.read(owner, filter));
  const [isStopped, setStopped] = useState(false);
  const isAway = useIsAway();
  const pause = useRef<HTMLButtonElement>(null);
  const [isIn, setIn] = useState(false);
  const isPaused = isStopped || isAway || isIn;

  const latest = useListed(
    LatestChangesDocument,
    { of: historyOf(state), types: state.type ? [state.type] : null, first: pageSize },
    pageIn,
    // What the feed brings is added to it: it is never asked for again.
    { isPast: true, enabled: after === undefined },
  );
  const position = latest.question.data?.pages[0]?.history.position;
  const wanted = useMemo<Wanted | null>(() => {
    const filter = filterOf(state);
    if (state.after !== undefined) return { from: { after: state.after }, filter };
    if (position === undefined) return null;
    return { from: position === null ? {} : { since: position }, filter };
  }, [state, position]);
  const { lines, standing, reveal } = useFeed(wanted, isPaused);

  const { plan, unit } = state;
  const before = latest.nodes.filter(
    ({ planId, unitIds }) => (!plan || planId === plan) && (!unit || unitIds.map(String).includes(unit)),
  );
  const all = after === undefined ? lineOver(lines.shown, before) : lines.shown;
  const newest = all[0];
  useNamesAhead(
    before.flatMap(({ taskId, planId, unitIds }) => [taskId, planId, ...unitIds].flatMap((id) => id ?? []).map(String)),
  );

  // What stood on the screen was read, as far as one goes on from there next time.
  const noted = useRef("");
  useEffect(() => {
    if (!newest?.cursor || document.hidden || isPaused || noted.current === newest.cursor) return;
    noted.current = newest.cursor;
    const { cursor, position, happenedAt } = newest;
    lastReads.note(owner, filter, { cursor, position, happenedAt });
  }, [newest, isPaused, owner, filter, lastReads]);

  const unread = lastRead === null ? 0 : all.filter((line) => BigInt(line.position) > BigInt(lastRead.position)).length;
  const isPartly = unread === all.length && latest.more !== null;
  const hasMany = all.length >= mostLines;

  const list = (
    <>
      {all.length === 0 && standing.kind !== "reading" && standing.refused === null && (
        <p className="nothing">
          {after === undefined ? texts.none : texts.noneSince}{" "}
          {Object.keys(filters).length > 0 && (
            <PageLink page={changesAddress} state={{}}>
              {texts.cleared}
            </PageLink>
          )}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notes whether the focus is inside. */}
      <div
        onFocus={() => setIn(true)}
        onBlur={({ currentTarget, relatedTarget }) =>
          // What waits stays so until it is wanted, so that the button that shows it does not go from under the focus.
          lines.waiting.length === 0 &&
          !currentTarget.contains(relatedTarget instanceof Node ? relatedTarget : null) &&
          setIn(false)
        }
      >
        <LongList
          rows={all}
          keyOf={({ eventId }) => String(eventId)}
          rowPx={linePx}
          total={all.length}
          more={after === undefined && !hasMany ? latest.more : null}
          className="changes"
          label={texts.lines}
          stop="a"
        >
          {(line) => <ChangeLine line={line} isLastRead={unread > 0 && line.position === lastRead?.position} />}
        </LongList>
      </div>
      {hasMany && <p className="small">{texts.kept(mostLines)}</p>}
      <KeysLine />
    </>
  );

  return (
    <>
      <div className="feed-bar">
        {latest.last && after === undefined && (
          <Freshness
            on={me.today}
            at={latest.answer?.shownAt}
            position={latest.last.position}
            stale={latest.last.stale}
            isFed
          />
        )}
        <FeedShown standing={standing} state={state} forget={() => lastReads.forget(owner, filter)} />
        <button
          type="button"
          ref={pause}
          className="quiet"
          aria-pressed={isStopped}
          onClick={() => setStopped(!isStopped)}
        >
          {texts.pause}
        </button>
        {after !== undefined && (
          <>
            <span role="status">{texts.since(lines.count)}</span>
            <PageLink page={changesAddress} state={filters}>
              {texts.latest}
            </PageLink>
          </>
        )}
        {after === undefined && lastRead !== null && unread > 0 && (
          <PageLink page={changesAddress} state={{ ...filters, after: lastRead.cursor }}>
            {texts.resume(instantText(lastRead.happenedAt, language), isPartly ? texts.orMore(unread) : String(unread))}
          </PageLink>
        )}
        {lines.waiting.length > 0 && (
          <button
            type="button"
            className="pill"
            onClick={() => {
              setStopped(false);
              setIn(false);
              reveal();
              window.scrollTo({ top: 0 });
              pause.current?.focus();
            }}
          >
            {texts.fresh(lines.waiting.length)}
          </button>
        )}
      </div>
      {after === undefined ? <Answered question={latest.question}>{() => list}</Answered> : list}
    </>
  );
}

/** Whose history the filters are about; what else they say is left out of the lines that come. */
function historyOf({ plan, task, unit }: ChangesState): HistoryOf {
  if (task) return { taskId: task };
  if (plan) return { planId: plan, withTasks: true };
  return unit ? { unitId: unit } : { region: true };
}

/** Whether the page is scrolled down, so that somebody reads. */
function useIsAway(): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const scrolled = () => setAway(window.scrollY > readingPx);
    scrolled();
    window.addEventListener("scroll", scrolled, { passive: true });
    return () => window.removeEventListener("scroll", scrolled);
  }, []);
  return isAway;
}
