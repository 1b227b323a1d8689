// The form that settles a warning 处理提示: one of the decisions that the server offers, with its grounds.
import { type FormEvent, useId, useRef, useState } from "react";
import type { Closing } from "../act/closing.ts";
import { DraftKept } from "../act/draft-kept.tsx";
import { longestText } from "../act/drafts.ts";
import { FormOutcome } from "../act/form-outcome.tsx";
import { useDraft } from "../act/use-draft.ts";
import { useSending } from "../act/use-sending.ts";
import {
  type ImportDecisionInput,
  ResolveImportWarningDocument,
  type WarningShownFragment,
} from "../generated/operations.ts";
import { Outcome } from "../parts/outcome.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { type PlanOnPage, warningKey } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";
import { UnitSearch } from "./unit-search.tsx";

type Decision = WarningShownFragment["decisions"][number];

const keyOfDecision = ({ kind, name }: Decision): string => `${kind} ${name ?? ""}`;

export function SettleForm({
  plan,
  warning,
  sends,
  settled,
}: {
  readonly plan: PlanOnPage;
  readonly warning: WarningShownFragment;
  /** Called when it is sent. */
  readonly sends: () => void;
  /** Called once it has taken effect, where the form is still there. */
  readonly settled: Closing;
}) {
  const texts = useTexts(workbenchTexts);
  const say = useSay();
  const kindWord = useWords("WarningDecisionKind");
  const { draft, saving, change, saveSent, remove, removeSent, follow } = useDraft(
    `settle/${plan.id}/${warning.warningNo}`,
    {},
  );
  const [isLacking, setLacking] = useState(false);
  const [group, note, notes, locked] = [useId(), useId(), useId(), useId()];
  const place = useRef<HTMLFormElement>(null);
  const { commandId } = draft;
  const { expected, isLocked, send: sendOff } = useSending({ commandId, place, removeSent, follow, done: settled });
  const { decisions } = warning;
  if (decisions.length === 0)
    return (
      <>
        <p className="small">{plan.status === "DRAFT" ? texts.noDecision : texts.readingStands}</p>
        {expected && <Outcome expected={expected} />}
      </>
    );

  const { fields } = draft;
  const chosen = decisions.find((decision) => keyOfDecision(decision) === fields["decision"]);
  const said = (fields["note"] ?? "").trim();
  // A warning speaks of one name, or of none: decisions on the other names of its lines come after those.
  const isNear = ({ name }: Decision) => name === null || warning.sentence.zh.includes(name);
  const [near, far] = [decisions.filter(isNear), decisions.filter((decision) => !isNear(decision))];
  const lacksName = chosen?.kind === "READ_AS" && !fields["as"]?.trim();

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isLocked) return;
    const isWhole = chosen !== undefined && said !== "" && !lacksName;
    setLacking(!isWhole);
    if (!isWhole) return;
    saveSent();
    sends();
    const { warningNo } = warning;
    await sendOff({
      document: ResolveImportWarningDocument,
      input: {
        commandId,
        planId: plan.id,
        warningNo,
        decision: decisionIn(chosen, fields),
        note: said,
      },
      of: warningKey(plan.id, warningNo),
      fields: { state: "SETTLED" },
      title: texts.flag(warningNo),
    });
  }

  const choice = (decision: Decision) => {
    const key = keyOfDecision(decision);
    return (
      <label key={key} className="settle-choice">
        <input
          type="radio"
          name={group}
          value={key}
          checked={fields["decision"] === key}
          onChange={() => change("decision", key)}
        />
        <span>
          {kindWord(decision.kind)}
          {decision.name !== null && (
            <>
              {" "}
              <PlainText>{decision.name}</PlainText>
            </>
          )}{" "}
          <span className="small">{say(decision.effect)}</span>
        </span>
      </label>
    );
  };

  return (
    <form
      ref={place}
      className="act-form settle"
      aria-label={texts.decision}
      tabIndex={-1}
      onSubmit={(event) => void send(event)}
    >
      <fieldset disabled={isLocked}>
        <legend className="small">
          {texts.decision}{" "}
          {isLacking && chosen === undefined && (
            <strong role="alert" className="missing">
              {texts.choose}
            </strong>
          )}
        </legend>
        {near.map(choice)}
        {far.length > 0 && (
          <details open={chosen !== undefined && far.includes(chosen)}>
            <summary>{texts.otherNames}</summary>
            {far.map(choice)}
          </details>
        )}
        {chosen && <Particulars plan={plan} decision={chosen} fields={fields} change={change} />}
        {isLacking && lacksName && (
          <strong role="alert" className="missing">
            {texts.readAs} {texts.required}
          </strong>
        )}
        <div className="field">
          <label htmlFor={note}>
            {texts.note}{" "}
            {isLacking && said === "" && (
              <strong role="alert" className="missing">
                {texts.required}
              </strong>
            )}
          </label>
          <input
            id={note}
            list={notes}
            value={fields["note"] ?? ""}
            maxLength={longestText}
            autoComplete="off"
            onChange={({ target }) => change("note", target.value)}
          />
          <datalist id={notes}>
            {[...new Set(plan.warnings.flatMap(({ note: earlier }) => earlier ?? []))].slice(-10).map((earlier) => (
              <option key={earlier} value={earlier} />
            ))}
          </datalist>
        </div>
      </fieldset>
      <div className="buttons">
        <button type="submit" className="main-button" disabled={isLocked}>
          {warning.decision === null ? texts.settle : texts.settleAgain}
        </button>
        <DraftKept {...{ saving, remove }} lockedBy={isLocked ? locked : undefined} />
      </div>
      <FormOutcome {...{ isLocked, expected }} lockedId={locked} />
    </form>
  );
}

/** What some decisions want beside: the name to read instead, and where it holds. */
function Particulars({
  plan,
  decision: { kind, name, reaches },
  fields,
  change,
}: {
  readonly plan: PlanOnPage;
  readonly decision: Decision;
  readonly fields: Readonly<Record<string, string>>;
  readonly change: (name: string, text: string) => void;
}) {
  const texts = useTexts(workbenchTexts);
  const scopeWord = useWords("DecisionScope");
  const scope = useId();
  const near = plan.unknownNames.find((unknown) => unknown.name === name)?.near ?? [];
  return (
    <div className="settle-more">
      {kind === "READ_AS" && (
        <UnitSearch
          label={texts.readAs}
          text={fields["as"] ?? ""}
          change={(text) => change("as", text)}
          choose={(unit) => change("as", unit.name)}
          near={near}
        />
      )}
      {reaches.length > 1 && (
        <div className="field">
          <label htmlFor={scope}>{texts.scope}</label>
          <select
            id={scope}
            value={fields["scope"] ?? reaches[0]?.scope}
            onChange={({ target }) => change("scope", target.value)}
          >
            {reaches.map((reach) => (
              <option key={reach.scope} value={reach.scope}>
                {texts.reach(scopeWord(reach.scope), reach.rows.length)}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}

/** The decision as the command takes it. */
function decisionIn({ kind, name, reaches }: Decision, fields: Readonly<Record<string, string>>): ImportDecisionInput {
  const scope = (reaches.find((reach) => reach.scope === fields["scope"]) ?? reaches[0])?.scope;
  return {
    kind,
    ...(name === null ? {} : { name }),
    ...(kind === "READ_AS" ? { as: (fields["as"] ?? "").trim() } : {}),
    ...(name !== null && scope !== undefined ? { scope } : {}),
  };
}
