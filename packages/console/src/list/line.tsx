// One line of a list: a task with who leads it, or a unit's part with where it stands. It leads to its task.
import { ledgerAddress } from "../ledger/address.ts";
import { dayText } from "../parts/day.ts";
import { LampMark } from "../parts/lamp.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { taskNo } from "../parts/task-no.ts";
import { useWords } from "../parts/word.tsx";
import { taskAddress } from "../task/address.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { listTexts } from "./texts.ts";
import type { Listed } from "./use-list.ts";

export function LineOfList({
  line,
  asOf,
}: {
  readonly line: Listed;
  /** The moment that the list is of, as the task's page takes it; undefined for now. */
  readonly asOf: string | undefined;
}) {
  const texts = useTexts(listTexts);
  const joining = useJoining();
  const language = useLanguage();
  const [stateWord, relationWord] = [useWords("AssignmentState"), useWords("Relation")];
  const moment = asOf === undefined ? {} : { asOf };
  const task = line.kind === "task" ? line.task : line.part.task;
  const { lamp, dueOn } = line.kind === "task" ? line.task : line.part;
  const ledgerOf = (unit: { readonly id: string | number; readonly name: string }) => (
    <PageLink page={ledgerAddress} state={{ unitId: String(unit.id), ...moment }}>
      <PlainText>{unit.name}</PlainText>
    </PageLink>
  );
  return (
    <article className="listed">
      <span className="line-no">{task && taskNo(task.row)}</span>
      <span>
        {task && (
          <PageLink className="line-open" page={taskAddress} state={{ taskId: String(task.id), ...moment }}>
            <PlainText>{task.current.text}</PlainText>
          </PageLink>
        )}
      </span>
      <span className="listed-who small">
        {line.kind === "task" ? (
          <>
            {line.task.assignments
              .filter(({ relations }) => relations.includes("LEAD"))
              .slice(0, 1)
              .map(({ id, unit }) => (
                <span key={id}>
                  {relationWord("LEAD")} {ledgerOf(unit)} ·{" "}
                </span>
              ))}
            {texts.parts(line.task.assignments.length)}
          </>
        ) : (
          <>
            {ledgerOf(line.part.unit)} · {joining.list(line.part.relations.map(relationWord))}
          </>
        )}
      </span>
      <span>
        {line.kind === "part" && (
          <span className={`state state-${line.part.state.toLowerCase()}`}>{stateWord(line.part.state)}</span>
        )}
      </span>
      <span className="small">
        {dueOn && `${dayText(dueOn, language)} `}
        <LampMark lamp={lamp.lamp} dueOn={dueOn ?? null} on={lamp.on} />
        {line.kind === "part" && line.part.lateDays != null && ` ${texts.lateDays(line.part.lateDays)}`}
      </span>
    </article>
  );
}
