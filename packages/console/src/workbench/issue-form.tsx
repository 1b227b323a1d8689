// The form of the issue 印发: its day and settings, and once more the question, because an issue cannot be undone.
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import type { Closing } from "../act/closing.ts";
import { DraftKept } from "../act/draft-kept.tsx";
import { FormOutcome } from "../act/form-outcome.tsx";
import { useDraft } from "../act/use-draft.ts";
import { useSending } from "../act/use-sending.ts";
import { IssuePlanDocument, type Regularly } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { dayText, lastDay } from "../parts/day.ts";
import { useWords } from "../parts/word.tsx";
import { PageDialog } from "../shell/dialog.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { Foreseen } from "./foreseen.tsx";
import { type PlanOnPage, planKey } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";

const rhythms: readonly Regularly[] = ["MONTHLY", "QUARTERLY", "HALF_YEARLY", "YEARLY"];

// As the server takes them where nothing is said.
const usual = { dueSoonDays: "7", regularly: "QUARTERLY", endorsement: "yes", signOff: "yes", reportingOn: "" };

export function IssueForm({
  plan,
  title,
  done,
  close,
}: {
  readonly plan: PlanOnPage;
  readonly title: string;
  /** Called once it is issued, where the form is still there. */
  readonly done: Closing;
  readonly close: Closing;
}) {
  const texts = useTexts(workbenchTexts);
  const language = useLanguage();
  const word = useWords("Regularly");
  const { today } = useMe();
  const { draft, saving, change, saveSent, remove, removeSent, follow } = useDraft(`issue/${plan.id}`, {
    ...usual,
    issuedOn: today,
  });
  const [isAsking, ask] = useState(false);
  const [id, locked] = [useId(), useId()];
  const place = useRef<HTMLFormElement>(null);
  const {
    expected,
    isLocked,
    send: sendOff,
  } = useSending({ commandId: draft.commandId, place, removeSent, follow, done });
  const { fields } = draft;
  const value = (name: string) => fields[name] ?? "";
  const regularly = rhythms.find((rhythm) => rhythm === fields["regularly"]) ?? "QUARTERLY";

  function send(): Promise<void> {
    ask(false);
    saveSent();
    const settings = {
      dueSoonDays: Number(value("dueSoonDays")),
      regularly,
      reportingOn: value("reportingOn") || null,
      steps: { endorsement: value("endorsement") === "yes", signOff: value("signOff") === "yes" },
    };
    return sendOff(
      {
        document: IssuePlanDocument,
        input: { commandId: draft.commandId, planId: plan.id, issuedOn: value("issuedOn"), settings },
        of: planKey(plan.id),
        title,
      },
      () => ({ zh: workbenchTexts.zh.acted(title), en: workbenchTexts.en.acted(title) }),
    );
  }

  function pressed({ key, target, nativeEvent }: KeyboardEvent): void {
    // The dialog lies in the form by React's order and over it on the page: what is pressed there is meant for the dialog.
    const isHere = target instanceof Node && place.current?.contains(target);
    if (key === "Escape" && isHere && !nativeEvent.isComposing) close(place.current);
  }

  const reportingOn = value("reportingOn");
  const inWords = texts.settingsAre(
    value("dueSoonDays"),
    word(regularly),
    texts.stepsAre(value("endorsement") === "yes", value("signOff") === "yes"),
    texts.reportedBy(reportingOn && dayText(reportingOn, language)),
  );

  const field = (name: string, label: string, type: "date" | "number", isRequired: boolean) => (
    <div className="field">
      <label htmlFor={`${id}${name}`}>{label}</label>
      <input
        id={`${id}${name}`}
        type={type}
        value={value(name)}
        required={isRequired}
        {...(type === "number" ? { min: 0, max: 90 } : { max: lastDay })}
        onChange={({ target }) => change(name, target.value)}
      />
    </div>
  );
  const tick = (name: string, label: string) => (
    <label>
      <input
        type="checkbox"
        checked={value(name) === "yes"}
        onChange={({ target }) => change(name, target.checked ? "yes" : "no")}
      />{" "}
      {label}
    </label>
  );

  return (
    <form
      ref={place}
      className="act-form issue-form"
      tabIndex={-1}
      aria-label={texts.issueSettings}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!isLocked) ask(true);
      }}
      onKeyDown={pressed}
    >
      <fieldset disabled={isLocked} className="issue-fields">
        {field("issuedOn", texts.issuedOn, "date", true)}
        {field("dueSoonDays", texts.dueSoonDays, "number", true)}
        <div className="field">
          <label htmlFor={`${id}regularly`}>{texts.regularly}</label>
          <select id={`${id}regularly`} value={regularly} onChange={({ target }) => change("regularly", target.value)}>
            {rhythms.map((rhythm) => (
              <option key={rhythm} value={rhythm}>
                {word(rhythm)}
              </option>
            ))}
          </select>
        </div>
        {field("reportingOn", texts.reportingOn, "date", false)}
        <div className="issue-steps">
          {tick("endorsement", texts.endorsement)}
          {tick("signOff", texts.signOff)}
        </div>
      </fieldset>
      <Foreseen planId={plan.id} on={value("issuedOn")} />
      <div className="buttons">
        <button type="submit" className="main-button" aria-disabled={isLocked || undefined}>
          {title}…
        </button>
        <button type="button" className="quiet" onClick={() => close(place.current)}>
          {texts.cancel}
        </button>
        <DraftKept {...{ saving, remove }} lockedBy={isLocked ? locked : undefined} />
      </div>
      <FormOutcome {...{ isLocked, expected }} lockedId={locked} />
      <PageDialog title={texts.issueAsk} isOpen={isAsking} close={() => ask(false)}>
        <p>{texts.issueSays(dayText(value("issuedOn") || today, language))}</p>
        <Foreseen planId={plan.id} on={value("issuedOn")} />
        <p>{inWords}</p>
        <p>
          <strong>{texts.issueFinal}</strong>
        </p>
        <div className="buttons">
          <button type="button" className="main-button" onClick={() => void send()}>
            {texts.issueNow}
          </button>
          <button type="button" onClick={() => ask(false)}>
            {texts.cancel}
          </button>
        </div>
      </PageDialog>
    </form>
  );
}
