// Loading a roster file 载入名录文件: it is read, every fault is told with its line, what it would change is shown, then it is loaded.
import { useQuery } from "@tanstack/react-query";
import { useId, useMemo, useRef, useState } from "react";
import type { Closing } from "../act/closing.ts";
import { freshDraft } from "../act/drafts.ts";
import { about, isPending } from "../act/overlay.ts";
import { useSending } from "../act/use-sending.ts";
import { useConsole } from "../console.ts";
import {
  type ActShownFragment,
  LoadRosterDocument,
  RosterChangesDocument,
  type RosterChangesQuery,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { dayIn } from "../moment.ts";
import { Answered } from "../parts/answer.tsx";
import { lastDay } from "../parts/day.ts";
import { focusFrom } from "../parts/kept-focus.ts";
import { LongList } from "../parts/long-list.tsx";
import { Outcome } from "../parts/outcome.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useStore } from "../store.ts";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { payloadKey } from "./payload-key.ts";
import {
  type Place,
  type PlacedFault,
  placed,
  placeIn,
  type RosterLines,
  type RosterSaid,
  readByServer,
} from "./roster-file.ts";
import { rosterTexts } from "./texts.ts";

const changePx = 32;

/** What every command is about that loads a file. */
const rosterFile = "roster file";

export function LoadRoster({ act }: { readonly act: ActShownFragment }) {
  const texts = useTexts(rosterTexts);
  const say = useSay();
  const { session } = useConsole();
  const [id, hint] = [useId(), useId()];
  const field = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  // Read anew whenever a file is chosen, also one of the same name: it may be mended.
  const [turn, setTurn] = useState(0);
  const question = useQuery({
    queryKey: ["roster file", turn],
    queryFn: () => readByServer(session, file ?? new Blob()),
    enabled: file !== null,
    refetchOnWindowFocus: false,
    retry: false,
  });
  function chosen(): void {
    const [first] = field.current?.files ?? [];
    if (!first) return;
    setFile(first);
    setTurn(turn + 1);
    if (field.current) field.current.value = "";
  }
  return (
    <details className="roster-load">
      <summary>{texts.loadFile}</summary>
      <div className="field">
        <label htmlFor={id}>{texts.rosterFile}</label>
        <input ref={field} id={id} type="file" aria-describedby={hint} onChange={chosen} />
        <span id={hint} className="small">
          {texts.fileHint}
        </span>
      </div>
      {file !== null && (
        <>
          <p>
            <PlainText>{file.name}</PlainText>
          </p>
          <Answered question={question}>
            {(read) =>
              read.kind === "faulty" ? (
                <Faults faults={read.faults} />
              ) : (
                <Loading
                  key={turn}
                  {...read}
                  title={say(act.title)}
                  done={(loading) => {
                    setFile(null);
                    focusFrom(loading, field.current);
                  }}
                />
              )
            }
          </Answered>
        </>
      )}
    </details>
  );
}

/** What the file would change as of a day, and the button that loads it. */
function Loading({
  roster,
  lines,
  title,
  done,
}: {
  readonly roster: RosterSaid;
  readonly lines: RosterLines;
  readonly title: string;
  /** Called once it is loaded, where the file is still the one that is looked at. */
  readonly done: Closing;
}) {
  const texts = useTexts(rosterTexts);
  const { ask } = useConsole();
  const { regionId } = useMe();
  const id = useId();
  const [validFrom, setValidFrom] = useState(roster.validFrom);
  const said = useMemo(() => ({ ...roster, validFrom }), [roster, validFrom]);
  const { command, keep, removeSent } = useCommandOf(said);
  const place = useRef<HTMLDivElement>(null);
  const { expected, isLocked, send } = useSending({ commandId: command, place, removeSent, done });
  const isBehind = useIsLoading(command);
  const waits = useId();
  const question = useQuery({
    queryKey: ["roster changes", said],
    queryFn: ({ signal }) => ask(RosterChangesDocument, said, signal),
    refetchOnWindowFocus: false,
  });
  async function load(): Promise<void> {
    keep();
    const input = { commandId: command, regionId, ...said };
    await send({ document: LoadRosterDocument, input, of: rosterFile, title }, (kind) => {
      const told = kind === "done" ? ("loaded" as const) : ("nothingNew" as const);
      return { zh: rosterTexts.zh[told], en: rosterTexts.en[told] };
    });
  }
  return (
    <div ref={place}>
      <div className="field">
        <label htmlFor={id}>{texts.validFromOfFile}</label>
        <input
          id={id}
          type="date"
          max={lastDay}
          disabled={isLocked}
          value={validFrom}
          onChange={({ target }) => {
            const day = dayIn(target.value);
            if (day === undefined) return;
            setValidFrom(day);
          }}
        />
      </div>
      <Answered question={question}>
        {({ rosterChanges: { faults, ...changes } }) =>
          faults.length > 0 ? (
            <Faults
              faults={faults.map(({ path, message }) => ({
                ...placeIn(lines, path),
                message: {
                  zh: placed(message.zh, lines, rosterTexts.zh.line),
                  en: placed(message.en, lines, rosterTexts.en.line),
                },
              }))}
            />
          ) : (
            <>
              <Changes changes={changes} />
              <div className="buttons">
                <button
                  type="button"
                  className="main-button"
                  aria-disabled={isLocked || isBehind || undefined}
                  aria-describedby={isBehind ? waits : undefined}
                  onClick={isLocked || isBehind ? undefined : () => void load()}
                >
                  {title}
                </button>
                {isBehind && (
                  <span id={waits} className="small" role="status">
                    {texts.fileBefore}
                  </span>
                )}
                {expected && <Outcome expected={expected} />}
              </div>
            </>
          )
        }
      </Answered>
    </div>
  );
}

/**
 * The id under which a roster is sent: the same payload goes under the same one, also where the page was loaded anew, until that is
 * answered; another day is another command.
 */
function useCommandOf(said: RosterSaid) {
  const { acting, drafts } = useConsole();
  const key = useMemo(() => payloadKey(said), [said]);
  const form = `loadRoster/${key}`;
  const known = () => ({ form, draft: drafts.read(acting.owner(), form) ?? freshDraft() });
  const [before, setCommand] = useState(known);
  const now = before.form === form ? before : known();
  if (now !== before) setCommand(now);
  const { draft } = now;
  return {
    command: draft.commandId,
    keep: () => drafts.write(acting.owner(), form, { ...draft, savedAt: Date.now(), isSent: true }),
    removeSent(sent: string, at: number): boolean {
      drafts.removeSent(acting.owner(), sent, at);
      // Nothing is written into it that could have been changed since.
      return true;
    },
  };
}

/** Whether another file than that of this command is on its way: arriving after the one that was mended, it would win over it. */
function useIsLoading(command: string): boolean {
  const { acting } = useConsole();
  const loading = about(useStore(acting.overlay), rosterFile).filter(isPending);
  return loading.some(({ commandId: id }) => id !== command);
}

function Changes({ changes }: { readonly changes: Omit<RosterChangesQuery["rosterChanges"], "faults"> }) {
  const texts = useTexts(rosterTexts);
  const say = useSay();
  const { newCount, changedCount, unchangedCount } = changes;
  return (
    <>
      <p role="status">{texts.changesCounted(newCount, changedCount, unchangedCount)}</p>
      {changes.changes.length > 0 && (
        <LongList
          className="roster-changes"
          label={texts.changes}
          rows={changes.changes.map((sentence, at) => ({ sentence, key: String(at) }))}
          keyOf={({ key }) => key}
          rowPx={changePx}
        >
          {({ sentence }) => <PlainText>{say(sentence)}</PlainText>}
        </LongList>
      )}
    </>
  );
}

/** What is wrong with the file, each with its line. */
function Faults({ faults }: { readonly faults: readonly PlacedFault[] }) {
  const texts = useTexts(rosterTexts);
  const say = useSay();
  const fieldWords: Readonly<Record<string, string>> = {
    ...{ name: texts.ofName, kind: texts.ofKind, aliases: texts.ofAliases, members: texts.ofMembers },
    ...{ validFrom: texts.ofValidFrom, creditCode: texts.ofCreditCode },
    ...{ endedOn: texts.ofEndedOn, successor: texts.ofSuccessor },
  };
  const placeWord = ({ line, path }: Place): string => {
    const [field = ""] = path.split(".");
    const word = line === null ? path : (fieldWords[field] ?? path);
    return [line === null ? "" : texts.line(line), word].filter(Boolean).join(" ");
  };
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{texts.faulty(faults.length)}</strong>
      </p>
      <ul className="roster-faults">
        {faults.map(({ message, ...place }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the faults of one file never move.
          <li key={at}>
            <strong>
              <PlainText>{placeWord(place)}</PlainText>
            </strong>{" "}
            <PlainText>{say(message)}</PlainText>
          </li>
        ))}
      </ul>
    </div>
  );
}
