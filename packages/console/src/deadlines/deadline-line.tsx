// One thing that is due: what it is, who owes it, how near it is. It leads to its task, or to its plan.
import { boardAddress } from "../board/address.ts";
import type { DeadlineShownFragment } from "../generated/operations.ts";
import { LampMark } from "../parts/lamp.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { taskNo } from "../parts/task-no.ts";
import { useWords } from "../parts/word.tsx";
import { taskAddress } from "../task/address.ts";
import { useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { type DeadlinesState, deadlinesAddress } from "./address.ts";
import { deadlinesTexts } from "./texts.ts";

/** So many units are named on a line; all of them where it is opened. */
const named = 3;

export function DeadlineLine({
  due,
  state,
  asOf,
}: {
  readonly due: DeadlineShownFragment;
  readonly state: DeadlinesState;
  /** The moment that the board is of, as other pages take it; undefined for now. */
  readonly asOf: string | undefined;
}) {
  const texts = useTexts(deadlinesTexts);
  const joining = useJoining();
  const kindWord = useWords("LedgerKind");
  const { kind, planId, taskId, row, task, text, item, lamp, plan } = due;
  const { openUnits, claimedUnits, ownerlessUnits, unfilledGroups } = due;
  const moment = asOf === undefined ? {} : { asOf };
  const words = item ? `${item.no ?? ""} ${item.text ?? texts.hidden}`.trim() : text || texts.planReport;
  return (
    <article className="listed">
      <span className="line-no">{row != null && taskNo({ row, no: task?.row.no })}</span>
      <span>
        {taskId == null ? (
          <PageLink className="line-open" page={boardAddress} state={{ planId: String(planId), ...moment }}>
            <PlainText>{words}</PlainText>
          </PageLink>
        ) : (
          <PageLink className="line-open" page={taskAddress} state={{ taskId: String(taskId), ...moment }}>
            <PlainText>{words}</PlainText>
          </PageLink>
        )}{" "}
        {plan && (
          <span className="small">
            <PlainText>{plan.title}</PlainText>
          </span>
        )}
      </span>
      <span className="listed-who small">
        {openUnits.slice(0, named).map((unit, at) => (
          <span key={unit.id}>
            {at > 0 && joining.between}
            <PageLink
              page={deadlinesAddress}
              state={{ ...state, unit: String(unit.id) }}
              aria-label={texts.ofUnit(unit.name)}
            >
              <PlainText>{unit.name}</PlainText>
            </PageLink>
          </span>
        ))}
        {openUnits.length > named && ` … ${texts.units(openUnits.length)}`}
        {claimedUnits.length > 0 && ` ${texts.claimed(claimedUnits.length)}`}
        {ownerlessUnits.length > 0 && (
          <PlainText>{` ${texts.ownerless(joining.list(namesOf(ownerlessUnits)))}`}</PlainText>
        )}
        {unfilledGroups.length > 0 && (
          <PlainText>{` ${texts.unfilled(joining.list(namesOf(unfilledGroups)))}`}</PlainText>
        )}
      </span>
      <span>
        <span className="state">{kindWord(kind)}</span>
      </span>
      <span className="small">
        <LampMark lamp={lamp.lamp} dueOn={due.dueOn} on={lamp.on} />
      </span>
    </article>
  );
}

const namesOf = (units: readonly { readonly name: string }[]): readonly string[] => units.map(({ name }) => name);
