// What stands where an answer is awaited, or did not come 等候与出错: never a blank, never a spinner alone.
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useContext, useEffect, useLayoutEffect, useRef, useState } from "react";
import { asFailure, type Failure } from "../ask/failure.ts";
import { TitleContext } from "../page.ts";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { RequestNumber } from "./copyable.tsx";
import { focusPageIfLost, usePageFocusAfter } from "./kept-focus.ts";
import { partTexts } from "./texts.ts";

const showAfterMs = 200;
const slowAfterMs = 3000;

/**
 * The answer of a question, or why it is not there. While another one is fetched, the old one stays; so does a failure, whoever asks again,
 * so that nobody loses the number that she is copying or the button that she has pressed.
 */
export function Answered<Result>({
  question,
  children,
}: {
  readonly question: UseQueryResult<Result>;
  readonly children: (result: Result) => ReactNode;
}) {
  const { data, error, errorUpdatedAt, isPlaceholderData, failureReason, refetch } = question;
  // The library forgets why a question has failed as soon as it is asked again, but not when.
  const [failed, setFailed] = useState<{ readonly error: Error; readonly at: number } | null>(null);
  if (error !== null && failed?.error !== error) setFailed({ error, at: errorUpdatedAt });
  const before = failureReason === null && failed?.at === errorUpdatedAt ? failed.error : null;
  const standing = data === undefined || isPlaceholderData ? (error ?? before) : null;
  // Where a failure takes the place of an answer, what had the focus in there goes with it.
  const isShown = standing === null && data !== undefined;
  const wasShown = useRef(false);
  useEffect(() => {
    if (wasShown.current && !isShown) focusPageIfLost();
    wasShown.current = isShown;
  }, [isShown]);
  if (standing !== null) return <FailureShown error={standing} again={() => void refetch()} isAsked={error === null} />;
  return data === undefined ? <Awaited failure={failureReason} /> : children(data);
}

/** How long somebody waits by now: not worth a word, worth one, or long. */
function useWait(): "quiet" | "shown" | "slow" {
  const [phase, setPhase] = useState<"quiet" | "shown" | "slow">("quiet");
  useEffect(() => {
    const shown = window.setTimeout(() => setPhase("shown"), showAfterMs);
    const slow = window.setTimeout(() => setPhase("slow"), slowAfterMs);
    return () => {
      window.clearTimeout(shown);
      window.clearTimeout(slow);
    };
  }, []);
  return phase;
}

function Awaited({ failure }: { readonly failure: Error | null }) {
  const texts = useTexts(partTexts);
  const phase = useWait();
  const say = useSay();
  const why = failure === null ? null : whyAwaited(asFailure(failure));
  const text = why ?? (phase === "slow" ? texts.slow : texts.loading);
  return (
    <div className="awaited" aria-busy="true">
      {(phase !== "quiet" || why !== null) && (
        <>
          <HeadOfPage />
          <p role="status">{text}</p>
          <div className="skeleton" aria-hidden="true" />
        </>
      )}
    </div>
  );

  function whyAwaited({ code, sentence }: Failure): string | null {
    if (code === "READ_MODEL_REBUILDING") return texts.rebuilding;
    if (code === "READ_MODEL_BEHIND") return texts.behind;
    return code === "TOO_MANY_REQUESTS" ? say(sentence) : null;
  }
}

/** A failure in words, with what can be done about it. */
export function FailureShown({
  error,
  again,
  isAsked = false,
}: {
  readonly error: unknown;
  readonly again?: () => void;
  /** Whether the same is asked again by now. */
  readonly isAsked?: boolean;
}) {
  const texts = useTexts(partTexts);
  const say = useSay();
  // The button that asks again goes with the failure.
  usePageFocusAfter();
  const { code, sentence, requestId } = asFailure(error);
  const text = code === "OFFLINE" ? texts.offline : code === "LIMIT_EXCEEDED" ? texts.tooWide : say(sentence);
  return (
    <>
      <HeadOfPage />
      <div className="failure" role="alert">
        <p>{text}</p>
        {again && (
          <button type="button" onClick={again}>
            {texts.again}
          </button>
        )}
      </div>
      {/* Outside: an alert is read as a whole whenever something in it changes. */}
      {isAsked && <AskedAgain />}
      {requestId !== null && (
        <p>
          <RequestNumber requestId={requestId} />
        </p>
      )}
    </>
  );
}

function AskedAgain() {
  const texts = useTexts(partTexts);
  const phase = useWait();
  return (
    <p role="status" aria-busy="true">
      {phase !== "quiet" && texts[phase === "slow" ? "slow" : "loading"]}
    </p>
  );
}

/** Where there is nothing, or nothing for this reader: one text for both. */
export function NotFound() {
  return (
    <>
      <HeadOfPage />
      <p className="nothing">{useTexts(partTexts).notFound}</p>
    </>
  );
}

/** The heading of a page whose own heading is part of what is awaited; where there is another one, nothing. */
function HeadOfPage() {
  const title = useContext(TitleContext);
  const [isAlone, setAlone] = useState(false);
  useLayoutEffect(() => setAlone(document.querySelector("main h1") === null), []);
  return isAlone && title !== "" ? <h1>{title}</h1> : null;
}
