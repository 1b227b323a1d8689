// 任务 task: what is printed beside what was read, everybody's part, and everything that happened to it.
import { useEffect } from "react";
import { caughtUp } from "../act/overlay.ts";
import { useQuestion } from "../ask/use-question.ts";
import { boardAddress } from "../board/address.ts";
import { useConsole } from "../console.ts";
import { TaskShownDocument } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { asOfIn } from "../moment.ts";
import { useAddress } from "../page.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { headingWords } from "../parts/heading-words.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTaskNo } from "../parts/task-no.ts";
import { AsOfBand } from "../shell/as-of-band.tsx";
import { ChangesPill } from "../shell/changes-pill.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { taskAddress } from "./address.ts";
import { Assignments } from "./assignments.tsx";
import { Beside } from "./beside.tsx";
import { Differences } from "./differences.tsx";
import { Items } from "./items.tsx";
import { Printed } from "./printed.tsx";
import { TaskActs } from "./task-acts.tsx";
import type { TaskOnPage } from "./task-on-page.ts";
import { taskTexts } from "./texts.ts";
import { Timeline } from "./timeline.tsx";
import { useHistory } from "./use-history.ts";
import "../styles/changed.css";
import "../styles/task.css";

export function TaskPage() {
  const texts = useTexts(taskTexts);
  const me = useMe();
  const { state, go } = useAddress(taskAddress);
  const { taskId, asOf, ...others } = state;
  const { against } = others;
  const isPast = asOf !== undefined;
  const question = useQuestion(TaskShownDocument, { id: taskId, asOf: asOfIn(asOf) }, { isPast, about: { taskId } });
  const position = isPast ? null : (question.data?.task?.position ?? null);
  const { acting } = useConsole();
  const called = useTaskNo();
  const history = useHistory(taskId, state.oldest ? "OLDEST_FIRST" : "NEWEST_FIRST");
  const moments = state.oldest ? history.changes : [...history.changes].reverse();
  useEffect(() => acting.overlay.set(caughtUp(acting.overlay.get(), position)), [acting, position]);
  return (
    <>
      {isPast && (
        <AsOfBand
          moment={asOf}
          shown={{ at: question.data?.shownAt, isOld: question.isPlaceholderData }}
          back={() => go({ taskId, ...others })}
        />
      )}
      <Answered question={question}>
        {({ task, shownAt }) => {
          if (!task) return <NotFound />;
          const { row, current, plan } = task;
          const key = String(task.id);
          return (
            <>
              <div className="path-row small">
                <p className="path">
                  {plan && (
                    <>
                      <PageLink page={boardAddress} state={{ planId: String(plan.id) }}>
                        <PlainText>{plan.title}</PlainText>
                      </PageLink>
                      {" › "}
                    </>
                  )}
                  <PlainText>{headingsOf(task).join(" › ")}</PlainText>
                </p>
                <Beside task={task} state={state} />
              </div>
              <div className="page-head">
                <h1>
                  {called(row)} <PlainText>{current.text}</PlainText>
                </h1>
                <Freshness
                  on={task.lamp.on ?? me.today}
                  at={shownAt}
                  position={task.position}
                  stale={task.stale}
                  isPast={isPast}
                />
              </div>
              <p>
                {task.closed && plan && <strong>{texts.closed}</strong>} <ChangesPill />
              </p>
              {against !== undefined && history.position !== null && (
                <Differences state={{ ...state, against }} changes={moments} position={history.position} />
              )}
              {!isPast && <TaskActs key={`acts ${key}`} task={task} />}
              <Printed key={`printed ${key}`} task={task} />
              <Assignments key={`parts ${key}`} task={task} asOf={asOf} />
              {!isPast && task.items.length > 0 && <Items key={`items ${key}`} taskId={key} />}
            </>
          );
        }}
      </Answered>
      <Timeline history={history} state={state} go={go} />
    </>
  );
}

/** The headings that a task stands under. */
function headingsOf({ plan, current: { section, subsection } }: TaskOnPage): readonly string[] {
  const first = plan?.sections.find(({ no }) => no === section);
  const second = first?.children.find(({ no }) => no === subsection);
  return [first, second].flatMap((each) => (each ? headingWords(each.no, each.title) : []));
}
