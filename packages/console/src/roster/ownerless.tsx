// What is nobody's 无主: what a unit left open when it ended, each part with the door to whoever takes it.
import { useRef, useState } from "react";
import { ActForm } from "../act/act-form.tsx";
import { type FieldSpec, unitsIn } from "../act/fields.ts";
import { commandsOn } from "../act/known-act.ts";
import { partKey } from "../act/part-key.ts";
import { useListed } from "../ask/use-listed.ts";
import { useQuestion } from "../ask/use-question.ts";
import {
  ActsOfPartDocument,
  HandOverDocument,
  OwnerlessCountedDocument,
  OwnerlessOfUnitDocument,
  type OwnerlessOfUnitQuery,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { focusFrom } from "../parts/kept-focus.ts";
import { LongList } from "../parts/long-list.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { reviewsAddress } from "../reviews/address.ts";
import { taskAddress } from "../task/address.ts";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { rosterTexts } from "./texts.ts";

const pageSize = 50;
const linePx = 64;

type Part = OwnerlessOfUnitQuery["assignments"]["edges"][number]["node"];

const pageIn = ({ assignments }: OwnerlessOfUnitQuery) => assignments;

/** How many parts are nobody's in the region: a door to all of them. Only the office reads it. */
export function OwnerlessDoor() {
  const { roles } = useMe();
  return roles.includes("OFFICE") ? <CountedDoor /> : null;
}

function CountedDoor() {
  const texts = useTexts(rosterTexts);
  const { data } = useQuestion(OwnerlessCountedDocument, {}, { about: { anything: true } });
  const count = data?.reviewCounts.byKind.ownerless ?? 0;
  if (count === 0) return null;
  return (
    <p className="ownerless-door">
      <PageLink page={reviewsAddress} state={{ kind: "OWNERLESS" }}>
        {texts.ownerlessOfAll(count)}
      </PageLink>
    </p>
  );
}

/** What an ended unit left open. */
export function OwnerlessOf({ unitId }: { readonly unitId: string }) {
  const texts = useTexts(rosterTexts);
  const variables = { where: { unitId, ownerless: true }, first: pageSize };
  const { question, nodes, last, more } = useListed(OwnerlessOfUnitDocument, variables, pageIn, {
    isPast: false,
    about: { anything: true },
  });
  // What is handed over goes from the list, and the focus with it.
  const place = useRef<HTMLElement>(null);
  return (
    <section className="roster-part" aria-label={texts.ownerless} ref={place} tabIndex={-1}>
      <h2>
        {texts.ownerless} {last?.totalCount ?? ""}
      </h2>
      <Answered question={question}>
        {() =>
          nodes.length === 0 ? (
            <p className="small">{texts.noneOwnerless}</p>
          ) : (
            <LongList rows={nodes} keyOf={({ id }) => String(id)} rowPx={linePx} more={more} total={last?.totalCount}>
              {(part) => <OwnerlessLine part={part} unitId={unitId} done={(line) => focusFrom(line, place.current)} />}
            </LongList>
          )
        }
      </Answered>
    </section>
  );
}

function OwnerlessLine({
  part: { state, dueOn, task },
  unitId,
  done,
}: {
  readonly part: Part;
  readonly unitId: string;
  /** Called once it is handed over, with its line. */
  readonly done: (line: Element | null) => void;
}) {
  const texts = useTexts(rosterTexts);
  const language = useLanguage();
  const stateWord = useWords("AssignmentState");
  const [isOpen, setOpen] = useState(false);
  const taskId = String(task.id);
  const place = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    focusFrom(place.current, button.current);
  };
  const gone = () => {
    setOpen(false);
    done(place.current);
  };
  return (
    <article className="ownerless-line" ref={place}>
      <p>
        <PageLink page={taskAddress} state={{ taskId }}>
          <PlainText>{task.current.text}</PlainText>
        </PageLink>{" "}
        <span className="small">
          {stateWord(state)}
          {dueOn && ` · ${texts.due(dayText(dueOn, language))}`}
        </span>{" "}
        <button ref={button} type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {texts.handOver}
        </button>
      </p>
      {isOpen && <HandOver taskId={taskId} unitId={unitId} done={gone} close={close} />}
    </article>
  );
}

/** The form that hands a part over, or why that cannot be done now. */
function HandOver({
  taskId,
  unitId,
  done,
  close,
}: {
  readonly taskId: string;
  readonly unitId: string;
  readonly done: () => void;
  readonly close: () => void;
}) {
  const texts = useTexts(rosterTexts);
  const say = useSay();
  const question = useQuestion(ActsOfPartDocument, { taskId, unitId }, { about: { taskId } });
  const command = commandsOn(partKey(taskId, unitId));
  const reason: FieldSpec = { name: "reason", label: texts.reason, kind: "text", isRequired: true };
  return (
    <Answered question={question}>
      {({ task }) => {
        const acts = task?.assignments.flatMap((part) => part.acts) ?? [];
        const act = acts.find(({ name }) => name === "handOver");
        if (!act) return <NotFound />;
        if (act.refusal) return <p className="small">{say(act.refusal.message)}</p>;
        return (
          <ActForm
            form={`handOver/${taskId}/${unitId}`}
            title={say(act.title)}
            specs={[{ name: "toUnit", label: texts.successor, kind: "unit", isRequired: true }, reason]}
            command={({ toUnit, reason: why = "" }, commandId) => {
              const [toUnitId = ""] = unitsIn(toUnit).map(({ id }) => id);
              return command(HandOverDocument, { commandId, taskId, unitId, toUnitId, reason: why });
            }}
            done={done}
            cancel={close}
          />
        );
      }}
    </Answered>
  );
}
