// Follows the feed for the page 跟随变更: what comes, how it stands with the connection, and why it is over.
import { useEffect, useRef, useState } from "react";
import type { Refused, Wanted } from "../ask/followings.ts";
import { useConsole } from "../console.ts";
import type { ChangeToldFragment } from "../generated/operations.ts";
import { type FeedLines, noLines, received, revealed } from "./feed-lines.ts";

/** How it stands with the feed. */
export interface FeedStanding {
  /** `reading` until all that was there before has come, `cut` from a cut until it has gone on. */
  readonly kind: "reading" | "live" | "cut" | "lagging";
  /** How often it was cut off and has gone on. */
  readonly resumedCount: number;
  /** Why it is over for good. */
  readonly refused: Refused | null;
}

const begun: FeedStanding = { kind: "reading", resumedCount: 0, refused: null };

/** So that many at once are drawn once. */
const drawMs = 100;

/** The feed of what is wanted; of nothing, nothing. While paused, what comes waits. */
export function useFeed(wanted: Wanted | null, isPaused: boolean) {
  const { live } = useConsole();
  const [lines, setLines] = useState<FeedLines>(noLines);
  const [standing, setStanding] = useState<FeedStanding>(begun);
  const paused = useRef(isPaused);
  paused.current = isPaused;
  const asked = wanted === null ? null : JSON.stringify(wanted);

  useEffect(() => {
    if (asked === null) return;
    setLines(noLines);
    setStanding(begun);
    let come: ChangeToldFragment[] = [];
    let timer = 0;
    const draw = () => {
      window.clearTimeout(timer);
      timer = 0;
      const all = come;
      come = [];
      if (all.length > 0) setLines((before) => received(before, all, paused.current));
    };
    const stop = live.follow(JSON.parse(asked), (told) => {
      if (told.kind === "cut") setStanding((before) => ({ ...before, kind: "cut" }));
      else if (told.kind === "refused") setStanding((before) => ({ ...before, refused: told.why }));
      else if (told.message.__typename === "Lagging") setStanding((before) => ({ ...before, kind: "lagging" }));
      else {
        if (told.message.__typename === "Change") come.push(told.message);
        if (timer === 0) timer = window.setTimeout(draw, drawMs);
        if (told.message.__typename !== "CaughtUp") return;
        draw();
        setStanding(({ kind, resumedCount, ...rest }) => ({
          ...rest,
          kind: "live",
          resumedCount: kind === "cut" || kind === "lagging" ? resumedCount + 1 : resumedCount,
        }));
      }
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [asked, live]);

  useEffect(() => {
    if (!isPaused) setLines((before) => (before.waiting.length > 0 ? revealed(before) : before));
  }, [isPaused]);

  return { lines, standing, reveal: () => setLines(revealed) };
}
