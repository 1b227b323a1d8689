// 被拒的操作 denied attempts: who tried what on which task and why not, by unit, day and reason.
import { useListed } from "../../ask/use-listed.ts";
import { useWhole } from "../../ask/use-whole.ts";
import { DeniedAttemptsDocument, type DeniedAttemptsQuery } from "../../generated/operations.ts";
import { useMe } from "../../me.ts";
import { useAddress } from "../../page.ts";
import { Answered } from "../../parts/answer.tsx";
import { Choice, DayChoice, Door } from "../../parts/filter-fields.tsx";
import { NamedOption } from "../../parts/named-option.tsx";
import { PageLink } from "../../parts/page-link.tsx";
import { Freshness } from "../../shell/freshness.tsx";
import { useSay, useTexts } from "../../texts/catalogue.ts";
import { useJoining } from "../../texts/joining.ts";
import { AuditHead } from "../audit-head.tsx";
import { auditTexts } from "../texts.ts";
import { useTaskNames } from "../use-task-names.ts";
import { type DeniedState, deniedAddress } from "./address.ts";
import { type Attempt, attemptsIn, fitting, reasonsIn, unitsIn } from "./attempts.ts";
import { Attempts } from "./attempts-table.tsx";

const pageSize = 100;
const pageIn = ({ history }: DeniedAttemptsQuery) => history;

export function DeniedPage() {
  const texts = useTexts(auditTexts);
  const me = useMe();
  const { state, go } = useAddress(deniedAddress);
  const { from, to } = state;
  const between = from || to ? { from: from ?? null, to: to ?? null } : null;
  const listed = useListed(DeniedAttemptsDocument, { between, first: pageSize }, pageIn, { about: { anything: true } });
  const { question, nodes, last, answer } = listed;
  useWhole(listed);
  const attempts = attemptsIn(nodes);
  const shown = fitting(attempts, state);
  const names = useTaskNames(shown.flatMap(({ taskId }) => (taskId == null ? [] : [String(taskId)])));
  return (
    <>
      <AuditHead current="denied" />
      <Freshness on={me.today} at={answer?.shownAt} position={last?.position} stale={last?.stale ?? false} />
      {/* Whatever comes of the question: what was refused for its days can be asked anew with others, from where the focus is. */}
      <Filters {...{ state, go, attempts }} />
      <Answered question={question}>
        {() => (
          <>
            <p className="total" role="status">
              {question.hasNextPage ? texts.deniedReading(attempts.length) : texts.deniedTotal(shown.length)}
            </p>
            {shown.length > 0 ? (
              <Attempts attempts={shown} names={names} />
            ) : (
              <p className="nothing">
                {Object.keys(state).length === 0 ? (
                  texts.noDenied
                ) : (
                  <>
                    {texts.noDeniedSuch}{" "}
                    <PageLink page={deniedAddress} state={{}}>
                      {texts.clear}
                    </PageLink>
                  </>
                )}
              </p>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function Filters({
  state,
  go,
  attempts,
}: {
  readonly state: DeniedState;
  readonly go: (state: DeniedState) => void;
  readonly attempts: readonly Attempt[];
}) {
  const texts = useTexts(auditTexts);
  const joining = useJoining();
  const say = useSay();
  const { reason: _reason, ...anyReason } = state;
  const set = (change: { readonly [Key in keyof DeniedState]?: string | undefined }) => {
    const whole = Object.entries({ ...state, ...change }).flatMap(([name, value]) => (value ? [[name, value]] : []));
    go(deniedAddress.read(Object.fromEntries(whole)));
  };
  const units = unitsIn(fitting(attempts, state.reason ? { reason: state.reason } : {}));
  return (
    <section className="filters" aria-label={texts.denied}>
      <ul className="doors" aria-label={texts.reason}>
        {reasonsIn(fitting(attempts, anyReason)).map(({ value, said, count }) => (
          <Door
            key={value}
            page={deniedAddress}
            count={count}
            isOn={state.reason === value}
            to={{ ...state, reason: value }}
            back={anyReason}
          >
            {say(said)}
          </Door>
        ))}
      </ul>
      <div className="choices">
        <Choice label={texts.unit} value={state.unit ?? ""} choose={(unit) => set({ unit })}>
          <option value="">{texts.all}</option>
          {units.map(({ value, name, count }) => (
            <NamedOption key={value} value={value} name={`${name}${joining.aside(String(count))}`} />
          ))}
        </Choice>
        <DayChoice label={texts.fromDay} day={state.from ?? ""} choose={(from) => set({ from })} />
        <DayChoice label={texts.toDay} day={state.to ?? ""} choose={(to) => set({ to })} />
      </div>
    </section>
  );
}
