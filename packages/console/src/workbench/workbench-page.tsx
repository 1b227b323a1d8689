// 导入核对 workbench: the notice on the left, what it leaves open and how its rows were read on the right; names, confirming and issuing below.
import { useEffect } from "react";
import { caughtUp, overlaid } from "../act/overlay.ts";
import { useQuestion } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import { DraftShownDocument } from "../generated/operations.ts";
import { type Step, Steps } from "../import/steps.tsx";
import { useMe } from "../me.ts";
import { useAddress } from "../page.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { Outcomes } from "../parts/outcome.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { TermsLine } from "../parts/term.tsx";
import { ChangesPill } from "../shell/changes-pill.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { workbenchAddress } from "./address.ts";
import { Finish } from "./finish.tsx";
import { charactersRead } from "./lines.ts";
import { NoticeLines } from "./notice-lines.tsx";
import { type PlanOnPage, planKey, warningKey } from "./plan-on-page.ts";
import { RowShown } from "./row-shown.tsx";
import { SameNumber } from "./same-number.tsx";
import { workbenchTexts } from "./texts.ts";
import { UnknownNames } from "./unknown-names.tsx";
import { countsOf, lookedAt } from "./warnings.ts";
import { WarningsShown } from "./warnings-shown.tsx";
import "../styles/task.css";
import "../styles/import.css";

export function WorkbenchPage() {
  const { acting } = useConsole();
  const { state } = useAddress(workbenchAddress);
  const question = useQuestion(DraftShownDocument, { id: state.planId }, { about: { planId: state.planId } });
  const position = question.data?.plan?.position ?? null;
  useEffect(() => acting.overlay.set(caughtUp(acting.overlay.get(), position)), [acting, position]);
  return (
    <Answered question={question}>
      {({ plan, shownAt }) => (plan ? <Workbench key={plan.id} answered={plan} at={shownAt} /> : <NotFound />)}
    </Answered>
  );
}

function Workbench({
  answered,
  at,
}: {
  readonly answered: PlanOnPage;
  /** The instant that it is of. */
  readonly at: string | null;
}) {
  const texts = useTexts(workbenchTexts);
  const me = useMe();
  const { state, go } = useAddress(workbenchAddress);
  const overlay = useStore(useConsole().acting.overlay);
  const plan: PlanOnPage = {
    ...answered,
    warnings: answered.warnings.map((warning) =>
      overlaid(warning, warningKey(answered.id, warning.warningNo), overlay),
    ),
  };
  const counts = countsOf(plan.warnings);
  const warning = lookedAt(plan.warnings, state.warning);
  const row = state.row ?? warning?.row ?? null;
  return (
    <>
      <div className="page-head">
        <h1>
          <PlainText>{plan.title}</PlainText>
        </h1>
        <Freshness on={me.today} at={at} position={plan.position} stale={plan.stale} />
      </div>
      <Steps
        now={stepOf(plan, counts.must)}
        at={{
          2: warning && "warning",
          3: plan.status === "DRAFT" ? "names" : undefined,
          4: "finish",
          5: "finish",
        }}
      />
      <p className="draft-facts">
        <span>
          <PlainText>{[plan.docNumber, plan.source.name].filter(Boolean).join(" · ")}</PlainText>
        </span>
        <span>{texts.taskCount(plan.taskCount)}</span>
        <span>{texts.coverage(charactersRead(plan.attributed, plan.unread), plan.characters)}</span>
        <strong role="status" className={counts.must > 0 ? "missing" : undefined}>
          {texts.must(counts.must)}
        </strong>
        <span>{texts.may(counts.may)}</span>
        <span>{texts.done(counts.done)}</span>
        <span className={plan.unread.length > 0 ? "draft-unread" : undefined}>{texts.unread(plan.unread.length)}</span>
        <TermsLine
          of={[
            ["warning", texts.warnings],
            ["decision", texts.decision],
            ["reading", texts.rowHeading],
          ]}
        />
        <ChangesPill />
      </p>
      <Outcomes of={planKey(plan.id)} />
      {(plan.status === "DRAFT" || plan.status === "CONFIRMED") && <SameNumber plan={plan} />}
      <div className="bench">
        <NoticeLines
          plan={plan}
          state={state}
          go={go}
          looked={state.row === undefined ? warning : undefined}
          row={row}
        />
        <div className="bench-right">
          <WarningsShown plan={plan} warning={warning} state={state} go={go} />
          <RowShown plan={plan} row={row} state={state} />
        </div>
      </div>
      {plan.status === "DRAFT" && <UnknownNames plan={plan} />}
      <Finish plan={plan} must={counts.must} />
    </>
  );
}

/** Which step of the import is being done. */
function stepOf({ status, unknownNames, warnings }: PlanOnPage, must: number): Step {
  if (status === "CONFIRMED") return 5;
  if (status !== "DRAFT") return 6;
  const ofNames = warnings.filter(
    ({ code, state, severity }) => code === "UNIT_UNKNOWN" && state === "OPEN" && severity === "BLOCKING",
  ).length;
  if (must - ofNames > 0) return 2;
  return unknownNames.length > 0 ? 3 : 4;
}
