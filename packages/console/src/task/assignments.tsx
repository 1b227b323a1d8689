// Everybody's part in a task 分工: the steps of each in a row of marks with words, and what the reader may do.
import { overlaid } from "../act/overlay.ts";
import { partKey } from "../act/part-key.ts";
import { useConsole } from "../console.ts";
import type { AssignmentState, PartOfTaskFragment, WaitingKind } from "../generated/operations.ts";
import { ledgerAddress } from "../ledger/address.ts";
import { useMe } from "../me.ts";
import { PartMoves, usePartMoves } from "../owed/moves.tsx";
import { daysSince, dayText, instantText } from "../parts/day.ts";
import { Exports } from "../parts/exports.tsx";
import { LampMark } from "../parts/lamp.tsx";
import { Outcomes } from "../parts/outcome.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { TermsLine } from "../parts/term.tsx";
import { useWords } from "../parts/word.tsx";
import { printFormAddress } from "../print/address.ts";
import { KeysLine } from "../shell/page-keys.tsx";
import { useStore } from "../store.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { PartActs } from "./part-acts.tsx";
import { PartDetails } from "./part-details.tsx";
import { usePartKeys } from "./part-keys.ts";
import type { TaskOnPage } from "./task-on-page.ts";
import { taskTexts } from "./texts.ts";

export function Assignments({ task, asOf }: { readonly task: TaskOnPage; readonly asOf: string | undefined }) {
  const texts = useTexts(taskTexts);
  const table = usePartKeys();
  return (
    <section aria-labelledby="parts" className="parts">
      <h2 id="parts">{texts.parts}</h2>
      <OwnForm task={task} asOf={asOf} />
      <div className="scrolled">
        <table ref={table}>
          <thead>
            <tr>
              <th scope="col">{texts.unit}</th>
              <th scope="col">{texts.relation}</th>
              <th scope="col">{texts.steps}</th>
              <th scope="col">{texts.due}</th>
              <th scope="col">{texts.state}</th>
            </tr>
          </thead>
          <tbody>
            {task.assignments.map((part) => (
              <PartRow key={part.id} part={part} task={task} asOf={asOf} />
            ))}
          </tbody>
        </table>
      </div>
      {task.assignments.length > 0 && (
        <>
          <TermsLine
            of={[
              ["acceptance", texts.accept],
              ["report", texts.reports],
              ["claim", texts.claim],
              ["endorsement", texts.endorse],
              ["signOff", texts.signOff],
            ]}
          />
          <KeysLine />
        </>
      )}
    </section>
  );
}

/** The form of the reader's own unit in the plan, as files; for others it is beside their parts. */
function OwnForm({ task, asOf }: { readonly task: TaskOnPage; readonly asOf: string | undefined }) {
  const texts = useTexts(taskTexts);
  const { unit } = useMe();
  if (!unit || !task.plan || !task.assignments.some((part) => part.unit.id === unit.id)) return null;
  const ids = [task.plan.id, unit.id].map((id) => encodeURIComponent(String(id)));
  return <Exports path={`/export/form/${ids.join("/")}`} asOf={asOf} label={texts.saveForm} />;
}

function PartRow({
  part: answered,
  task,
  asOf,
}: {
  readonly part: PartOfTaskFragment;
  readonly task: TaskOnPage;
  /** The moment of the past that is shown, as in addresses; undefined for now. */
  readonly asOf: string | undefined;
}) {
  const texts = useTexts(taskTexts);
  const joining = useJoining();
  const language = useLanguage();
  const [relationWord, stateWord] = [useWords("Relation"), useWords("AssignmentState")];
  const overlay = useStore(useConsole().acting.overlay);
  const { today } = useMe();
  const key = partKey(task.id, answered.unit.id);
  const isPast = asOf !== undefined;
  const part = isPast ? answered : overlaid(answered, key, overlay);
  const { unit, relations, state, since, dueOn, lamp, acts, sight } = part;
  const hasMoved = usePartMoves(part).length > 0;
  const isActedOn = !isPast && (acts.length > 0 || sight === "WHOLE");
  return (
    <>
      <tr data-part={String(part.id)}>
        <th scope="row">
          <PageLink page={ledgerAddress} state={{ unitId: String(unit.id) }}>
            <PlainText>{unit.name}</PlainText>
          </PageLink>
          {sight === "WHOLE" && (
            <PageLink
              className="small part-form"
              page={printFormAddress}
              state={{ taskId: String(task.id), unitId: String(unit.id), ...(isPast ? { asOf } : {}) }}
            >
              {texts.printForm}
              <span className="unseen-text">
                <PlainText>{joining.aside(unit.name)}</PlainText>
              </span>
            </PageLink>
          )}
        </th>
        <td>{joining.list(relations.map(relationWord))}</td>
        <td>
          <Steps part={part} steps={task.steps} />
          {/* What is expected of an act is not waited for any more. */}
          {part.state === answered.state && <Waits waits={part.waits} on={task.lamp.on ?? today} />}
        </td>
        <td>
          {dueOn && dayText(dueOn, language)} <LampMark lamp={lamp.lamp} />
        </td>
        <td>
          <span className={`state state-${state.toLowerCase()}`}>{stateWord(state)}</span>{" "}
          <span className="small">
            {texts.since} {instantText(since, language)}
          </span>
          <Outcomes of={key} />
        </td>
      </tr>
      {(hasMoved || isActedOn) && (
        <tr data-part={String(part.id)}>
          <td colSpan={5} className="part-acts">
            <PartMoves part={part} />
            {isActedOn && <PartActs taskId={String(task.id)} unitId={String(unit.id)} of={key} acts={acts} />}
            {isActedOn && sight === "WHOLE" && <PartDetails taskId={String(task.id)} unit={unit} />}
          </td>
        </tr>
      )}
    </>
  );
}

const order: readonly AssignmentState[] = ["ASSIGNED", "ACCEPTED", "CLAIMED", "ENDORSED", "SIGNED_OFF"];

/** The steps that completion takes here: one that the plan has switched off is not drawn. */
function Steps({ part, steps }: { readonly part: PartOfTaskFragment; readonly steps: TaskOnPage["steps"] }) {
  const texts = useTexts(taskTexts);
  const joining = useJoining();
  const at = order.indexOf(part.state);
  const reportCount = part.reportCount ?? 0;
  const drawn: readonly { readonly word: string; readonly isReached: boolean }[] = [
    { word: texts.accept, isReached: at >= 1 },
    ...(reportCount > 0 ? [{ word: texts.reported(reportCount), isReached: true }] : []),
    { word: texts.claim, isReached: at >= 2 },
    ...(steps.endorsement ? [{ word: texts.endorse, isReached: at >= 3 }] : []),
    ...(steps.signOff ? [{ word: texts.signOff, isReached: at >= 4 }] : []),
  ];
  if (at < 0) return null;
  return (
    <ol className="steps">
      {drawn.map(({ word, isReached }) => (
        <li key={word} className={isReached ? "step-reached" : undefined}>
          <span aria-hidden="true">{isReached ? "●" : "○"}</span> {word}
          <span className="unseen-text">{joining.aside(isReached ? texts.reached : texts.open)}</span>
        </li>
      ))}
    </ol>
  );
}

/** What waits for a decision, each kind with the days that the longest waiting of it has waited, on the day that the lamps came lit for. */
function Waits({ waits, on }: { readonly waits: PartOfTaskFragment["waits"]; readonly on: string }) {
  const texts = useTexts(taskTexts);
  const word = useWords("WaitingKind");
  const kinds = [...new Set(waits.map(({ kind }) => kind))];
  const longest = (kind: WaitingKind) =>
    Math.max(...waits.filter((each) => each.kind === kind).map(({ since }) => daysSince(since, on)));
  return kinds.map((kind) => (
    <p key={kind} className="small part-waits">
      {texts.waits(word(kind), longest(kind))}
    </p>
  ));
}
