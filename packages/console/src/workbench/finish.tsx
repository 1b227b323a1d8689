// How an import ends 确认与印发: the reading is confirmed, the plan issued, or the draft discarded, as the server allows.
import { useRef } from "react";
import { ActButtons } from "../act/act-buttons.tsx";
import { ActForm } from "../act/act-form.tsx";
import type { Closing } from "../act/closing.ts";
import { commandId } from "../act/command-id.ts";
import { mayNow } from "../act/open-acts.ts";
import { isUnderWay } from "../act/overlay.ts";
import { useOpenedAct } from "../act/use-opened-act.ts";
import { boardAddress } from "../board/address.ts";
import { useConsole } from "../console.ts";
import { ConfirmPlanDocument, DiscardDraftDocument, type DiscardDraftInput } from "../generated/operations.ts";
import { importAddress } from "../import/address.ts";
import { dayText } from "../parts/day.ts";
import { focusFrom } from "../parts/kept-focus.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useStore } from "../store.ts";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { IssueForm } from "./issue-form.tsx";
import { type PlanOnPage, planKey } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";

export function Finish({ plan, must }: { readonly plan: PlanOnPage; readonly must: number }) {
  const texts = useTexts(workbenchTexts);
  const say = useSay();
  const { acting, notices } = useConsole();
  // The place is not kept: the button of a confirmation that is stored may go before the answer comes, which then takes the focus to the heading.
  const { place, opened, press: open, close } = useOpenedAct();
  const isActedOn = isUnderWay(useStore(acting.overlay), planKey(plan.id));
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed goes: the focus goes to what is said now, with the next step behind it.
  const done: Closing = (form) => {
    focusFrom(place.ref.current, heading.current);
    close(form);
  };

  async function press(name: string, title: string): Promise<void> {
    if (name !== "confirmPlan") return open(name);
    const input = { commandId: commandId(), planId: plan.id };
    const outcome = await acting.act({ document: ConfirmPlanDocument, input, of: planKey(plan.id), title });
    if (outcome.kind !== "done") return;
    notices.tell("done", { zh: workbenchTexts.zh.acted(title), en: workbenchTexts.en.acted(title) });
    // A form that she has opened meanwhile stays, and the focus in it.
    focusFrom(place.ref.current?.querySelector(`[data-act="${name}"]`), heading.current);
  }

  const act = plan.acts.find(({ name }) => name === opened);
  return (
    <section className="finish" aria-labelledby="finish" ref={place.ref} tabIndex={-1}>
      <h2 id="finish" ref={heading} tabIndex={-1}>
        {texts.finish}
      </h2>
      <Standing plan={plan} must={must} />
      {(plan.status === "DRAFT" || plan.status === "CONFIRMED") && (
        <ActButtons
          acts={plan.acts}
          names={plan.status === "DRAFT" ? ["confirmPlan", "issuePlan", "discardDraft"] : ["issuePlan", "discardDraft"]}
          underWay={isActedOn ? ["confirmPlan"] : []}
          press={(name, title) => void press(name, title)}
        />
      )}
      {act?.name === "issuePlan" && <IssueForm plan={plan} title={say(act.title)} done={done} close={close} />}
      {act?.name === "discardDraft" && (
        <ActForm<DiscardDraftInput>
          form={`discard/${plan.id}`}
          title={say(act.title)}
          specs={[{ name: "reason", label: texts.discardReason, kind: "text", isRequired: true }]}
          command={({ reason = "" }, id) => ({
            document: DiscardDraftDocument,
            input: { commandId: id, planId: plan.id, reason },
            of: planKey(plan.id),
          })}
          done={done}
          cancel={close}
        />
      )}
    </section>
  );
}

/** How far the plan is, in words, and what still stands in the way. */
function Standing({ plan, must }: { readonly plan: PlanOnPage; readonly must: number }) {
  const texts = useTexts(workbenchTexts);
  const language = useLanguage();
  const toImport = (
    <PageLink page={importAddress} state={{}}>
      {texts.toImport}
    </PageLink>
  );
  if (plan.status === "ISSUED" || plan.status === "CLOSED")
    return (
      <p>
        {plan.status === "CLOSED" ? texts.closed : texts.issuedDone(dayText(plan.issuedOn ?? "", language))}{" "}
        <PageLink page={boardAddress} state={{ planId: String(plan.id) }}>
          {texts.toBoard}
        </PageLink>{" "}
        {toImport}
      </p>
    );
  if (plan.status === "DISCARDED")
    return (
      <p>
        <PlainText>{texts.discarded(plan.endReason ?? "")}</PlainText> {toImport}
      </p>
    );
  if (plan.status === "CONFIRMED") return <p>{texts.confirmed}</p>;
  return (
    <>
      {must > 0 && <p className="missing">{texts.confirmOpen(must)}</p>}
      {plan.unknownNames.length > 0 && <p className="missing">{texts.confirmNames(plan.unknownNames.length)}</p>}
      {must === 0 && plan.unknownNames.length === 0 && mayNow(plan.acts, "confirmPlan") && <p>{texts.confirmReady}</p>}
      {plan.unread.length > 0 && (
        <>
          <p>{texts.confirmUnread}</p>
          <ul className="unread-texts">
            {plan.unread.map(({ text, lines: { from, to } }) => (
              <li key={from} className="source-unread">
                <span className="small">{texts.atLines(from, to).slice(1)}</span> <PlainText>{text}</PlainText>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
