// 重放 replay: the history of a plan, event by event; the board of each moment is the server's, and no second reading of the log.
import { useListed } from "../../ask/use-listed.ts";
import { useWhole } from "../../ask/use-whole.ts";
import { PlanReplayedDocument, type PlanReplayedQuery } from "../../generated/operations.ts";
import { useAddress } from "../../page.ts";
import { Answered } from "../../parts/answer.tsx";
import { useTexts } from "../../texts/catalogue.ts";
import { AuditHead } from "../audit-head.tsx";
import { AuditedPlan } from "../audited-plan.tsx";
import { auditTexts } from "../texts.ts";
import { type ReplayState, replayAddress } from "./address.ts";
import { BoardThen } from "./board-then.tsx";
import { Controls } from "./controls.tsx";
import { JustHappened } from "./just-happened.tsx";
import { placeAt } from "./place.ts";

const pageSize = 100;
const pageIn = ({ history }: PlanReplayedQuery) => history;

export function ReplayPage() {
  const texts = useTexts(auditTexts);
  const { state, go } = useAddress(replayAddress);
  const { plan } = state;
  return (
    <>
      <AuditHead current="replay" />
      <section className="filters" aria-label={texts.plan}>
        <div className="choices">
          <AuditedPlan plan={plan} choose={(found) => go(found ? { plan: found.id } : {})} />
        </div>
      </section>
      {plan === undefined ? (
        <p className="nothing">{texts.choosePlan}</p>
      ) : (
        <Replay key={plan} plan={plan} state={state} go={go} />
      )}
    </>
  );
}

function Replay({
  plan,
  state,
  go,
}: {
  readonly plan: string;
  readonly state: ReplayState;
  readonly go: (state: ReplayState, how?: "push" | "replace") => void;
}) {
  const texts = useTexts(auditTexts);
  // Asked once: while one steps through it, nothing is added behind one's back.
  const listed = useListed(PlanReplayedDocument, { planId: plan, first: pageSize }, pageIn);
  const { question, nodes } = listed;
  useWhole(listed);
  const place = placeAt(nodes, state.at);
  const event = nodes[place];
  const isWhole = !question.hasNextPage && !question.isFetching;
  // What has not been read yet may be what stands there.
  const isThere = isWhole || (event !== undefined && place < nodes.length - 1);
  return (
    <Answered question={question}>
      {() =>
        event === undefined || !isThere ? (
          <p className="nothing" role="status">
            {isWhole ? texts.noEvents : texts.reading(nodes.length)}
          </p>
        ) : (
          <>
            <Controls
              {...{ events: nodes, place, isWhole, state }}
              to={(next) => go({ ...state, at: next.position }, "replace")}
              pace={(step) => {
                const { step: _before, ...rest } = state;
                go(step === 1 ? rest : { ...rest, step }, "replace");
              }}
            />
            <div className="audit-columns">
              <BoardThen
                planId={plan}
                position={event.position}
                isLast={isWhole && place === nodes.length - 1}
                again={() => void question.refetch()}
              />
              <JustHappened event={event} />
            </div>
          </>
        )
      }
    </Answered>
  );
}
