// What one command, or a rule for one cause, did to a task 一次办理: one line, with its events under it where there are several.
import { useState } from "react";
import type { TaskChangeFragment } from "../generated/operations.ts";
import { instantText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { ruleOf } from "./groups.ts";
import { HistoryEntry, useWho } from "./history-entry.tsx";
import { taskTexts } from "./texts.ts";

export function HistoryGroup({
  changes,
  opened,
  ...doing
}: {
  /** What belongs together, one at least. */
  readonly changes: readonly TaskChangeFragment[];
  /** The event whose entry is open. */
  readonly opened: string | undefined;
  readonly open: (id: string | null) => void;
  readonly seeThen: (position: string) => void;
  readonly isKnown: (id: string) => boolean;
}) {
  const texts = useTexts(taskTexts);
  const joining = useJoining();
  const language = useLanguage();
  const say = useSay();
  const who = useWho();
  const holds = opened !== undefined && changes.some(({ eventId }) => String(eventId) === opened);
  const [isUnfolded, setUnfolded] = useState(holds);
  const [first] = changes;
  if (!first) return null;
  const entries = changes.map((change) => (
    <HistoryEntry
      key={change.eventId}
      change={change}
      isOpen={opened === String(change.eventId)}
      isAlone={changes.length === 1}
      {...doing}
    />
  ));
  if (changes.length === 1) return entries;
  // In the order of the log, also where the newest stand first.
  const told = [...changes].sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  const titles = joining.list([...new Set(told.map(({ title }) => say(title)))]);
  const isShown = isUnfolded || holds;
  return (
    <li className={ruleOf(first) === null ? "entry" : "entry entry-rule"}>
      <button
        type="button"
        className="entry-open"
        aria-expanded={isShown}
        onClick={() => {
          if (holds) doing.open(null);
          setUnfolded(!isShown);
        }}
      >
        <span className="entry-when">{instantText(first.happenedAt, language)}</span>{" "}
        <span className="entry-who">
          <PlainText>{who(first)}</PlainText>
        </span>{" "}
        <PlainText>{texts.several(titles, changes.length)}</PlainText>
      </button>
      {isShown && <ol className="entries-within">{entries}</ol>}
    </li>
  );
}
