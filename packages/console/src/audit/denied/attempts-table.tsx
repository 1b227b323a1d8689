// The denied attempts, one a row 被拒的操作列表: each leads to the history of its task at that moment.

import { boardAddress } from "../../board/address.ts";
import { instantText } from "../../parts/day.ts";
import { LongTable } from "../../parts/long-list.tsx";
import { PageLink } from "../../parts/page-link.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { taskAddress } from "../../task/address.ts";
import { useLanguage, useSay, useTexts } from "../../texts/catalogue.ts";
import { auditTexts } from "../texts.ts";
import type { Attempt } from "./attempts.ts";

export function Attempts({
  attempts,
  names,
}: {
  readonly attempts: readonly Attempt[];
  /** What the tasks are called, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}) {
  const texts = useTexts(auditTexts);
  const language = useLanguage();
  const say = useSay();
  return (
    <div className="scrolled">
      <LongTable
        caption={texts.denied}
        className="attempts"
        rows={attempts}
        keyOf={({ eventId }) => String(eventId)}
        rowPx={56}
        head={
          <tr>
            <th scope="col">{texts.when}</th>
            <th scope="col">{texts.who}</th>
            <th scope="col">{texts.tried}</th>
            <th scope="col">{texts.onWhat}</th>
            <th scope="col">{texts.whyNot}</th>
          </tr>
        }
      >
        {(attempt) => (
          <>
            <td>{instantText(attempt.happenedAt, language)}</td>
            <th scope="row">
              <Who attempt={attempt} />
            </th>
            <td>{say(attempt.denied.act)}</td>
            <td>
              <Target attempt={attempt} names={names} />
            </td>
            <td className="denied-reason">{say(attempt.denied.reasonSaid)}</td>
          </>
        )}
      </LongTable>
    </div>
  );
}

function Who({ attempt: { onBehalfOf, denied } }: { readonly attempt: Attempt }) {
  const texts = useTexts(auditTexts);
  const isElsewhere = denied.reason === "OTHER_REGION";
  return (
    <>
      {isElsewhere && <span className="small">{texts.ofRegion(denied.byRegionId)} </span>}
      <PlainText>{onBehalfOf?.unitName ?? texts.noUnit}</PlainText>{" "}
      <span className="small selectable">
        <PlainText>{onBehalfOf?.displayName ?? String(onBehalfOf?.subjectId ?? "")}</PlainText>
      </span>
    </>
  );
}

/** What it was aimed at, and the way to what had happened there by then. */
function Target({ attempt, names }: { readonly attempt: Attempt; readonly names: ReadonlyMap<string, string> }) {
  const texts = useTexts(auditTexts);
  const { taskId, planId, position, eventId, denied } = attempt;
  const part = denied.targetUnitName && (
    <span className="small">
      {" "}
      <PlainText>{texts.partOf(denied.targetUnitName)}</PlainText>
    </span>
  );
  if (taskId != null) {
    return (
      <>
        <PageLink page={taskAddress} state={{ taskId: String(taskId), asOf: position, event: String(eventId) }}>
          <PlainText>{names.get(String(taskId)) ?? texts.seeHistory}</PlainText>
        </PageLink>
        {part}
      </>
    );
  }
  if (planId != null) {
    return (
      <>
        <PageLink page={boardAddress} state={{ planId: String(planId), asOf: position }}>
          {texts.planItself}
        </PageLink>
        {part}
      </>
    );
  }
  return <>{denied.reason === "NOWHERE" ? texts.nowhere : texts.rosterItself}</>;
}
