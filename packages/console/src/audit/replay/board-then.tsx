// The board at the moment of the replay 当时的看板, as the server counts it; behind the last event it must be the board of now.

import { useQuestion } from "../../ask/use-question.ts";
import { boardAddress } from "../../board/address.ts";
import { BoardThenDocument } from "../../generated/operations.ts";
import { asOfIn } from "../../moment.ts";
import { Answered, NotFound } from "../../parts/answer.tsx";
import { PageLink } from "../../parts/page-link.tsx";
import { Freshness } from "../../shell/freshness.tsx";
import { useTexts } from "../../texts/catalogue.ts";
import { CountDoor } from "../count-door.tsx";
import { type Count, countsIn, sameStates } from "../counts.ts";
import { auditTexts } from "../texts.ts";
import { useCountWord } from "../use-count-word.ts";

export function BoardThen({
  planId,
  position,
  isLast,
  again,
}: {
  readonly planId: string;
  readonly position: string;
  readonly isLast: boolean;
  /** Reads the history anew. */
  readonly again: () => void;
}) {
  const texts = useTexts(auditTexts);
  const question = useQuestion(BoardThenDocument, { planId, asOf: asOfIn(position) }, { isPast: true });
  const isOld = question.isPlaceholderData;
  return (
    <section className="board-then" aria-labelledby="board-then" aria-busy={isOld}>
      <h2 id="board-then">{texts.boardThen}</h2>
      <Answered question={question}>
        {({ planBoard, shownAt }) => {
          if (!planBoard) return <NotFound />;
          const { on, lampRule, counts } = planBoard;
          return (
            <>
              <Freshness on={on} at={shownAt} position={planBoard.position} stale={planBoard.stale} isPast />
              <Counts {...{ planId, asOf: isOld ? null : position }} counts={countsIn(counts)} />
              <p className="small" role="status">
                {isOld ? texts.fetching : texts.lampsAre(lampRule)}
              </p>
              <p>
                <PageLink page={boardAddress} state={{ planId, asOf: position }}>
                  {texts.seeBoard}
                </PageLink>
              </p>
              {isLast && !isOld && <IsNow planId={planId} counts={counts} again={again} />}
            </>
          );
        }}
      </Answered>
    </section>
  );
}

function Counts({
  planId,
  asOf,
  counts,
}: {
  readonly planId: string;
  /** Null while the counts of another moment are shown: then they are no doors. */
  readonly asOf: string | null;
  readonly counts: readonly Count[];
}) {
  const countWord = useCountWord();
  return (
    <dl className="counts-then">
      {counts
        .filter(({ of, count }) => count > 0 || typeof of === "string")
        .map(({ of, count }) => (
          <div key={JSON.stringify(of)} className={classOf(of)}>
            <dt>{countWord(of)}</dt>
            <dd>{asOf === null ? count : <CountDoor {...{ planId, asOf, of, count }} />}</dd>
          </div>
        ))}
    </dl>
  );
}

const classOf = (of: Count["of"]): string | undefined =>
  of === "tasks" || of === "assignments"
    ? "count-of-all count-first"
    : typeof of === "string"
      ? "count-of-all"
      : undefined;

/** Whether the last event of the history leads to the board of now. Lamps depend on the day, so they are left out. */
function IsNow({
  planId,
  counts,
  again,
}: {
  readonly planId: string;
  readonly counts: Parameters<typeof sameStates>[0];
  readonly again: () => void;
}) {
  const texts = useTexts(auditTexts);
  const question = useQuestion(BoardThenDocument, { planId, asOf: null }, { about: { planId } });
  return (
    <Answered question={question}>
      {({ planBoard }) => {
        if (!planBoard) return null;
        const isSame = sameStates(planBoard.counts, counts);
        return (
          <p className={isSame ? "verdict verdict-right" : "verdict verdict-wrong"} role="status">
            <span aria-hidden="true">{isSame ? "✓" : "✗"}</span> {isSame ? texts.lastIsNow : texts.lastIsOther}{" "}
            {!isSame && (
              <button type="button" onClick={again}>
                {texts.readAgain}
              </button>
            )}
          </p>
        );
      }}
    </Answered>
  );
}
