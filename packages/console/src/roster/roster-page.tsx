// 名录 roster: the units and groups of the region, found by any part of a name or its pinyin, with their names of a day.
import { useListed } from "../ask/use-listed.ts";
import { RosterPageDocument, type RosterPageQuery, type UnitKind } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { useAddress } from "../page.ts";
import { Answered } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { Choice, DayChoice, Find } from "../parts/filter-fields.tsx";
import { useKeptFocus } from "../parts/kept-focus.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { TermsLine } from "../parts/term.tsx";
import { useWords } from "../parts/word.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { type RosterState, rosterAddress, unitAddress } from "./address.ts";
import { LoadRoster } from "./load-roster.tsx";
import { OwnerlessDoor } from "./ownerless.tsx";
import { RosterActs } from "./roster-acts.tsx";
import { rosterTexts } from "./texts.ts";
import "../styles/ledger.css";
import "../styles/roster.css";

const pageSize = 50;
const pageIn = ({ units }: RosterPageQuery) => units;
const kinds: readonly UnitKind[] = ["UNIT", "LIST", "PREDICATE"];

type Listed = RosterPageQuery["units"]["edges"][number]["node"];

export function RosterPage() {
  const texts = useTexts(rosterTexts);
  const kindWord = useWords("UnitKind");
  const me = useMe();
  const { state, go } = useAddress(rosterAddress);
  const { q, kind, on } = state;
  const variables = { search: q ?? null, kind: kind ?? null, on: on ?? null, first: pageSize };
  const {
    question,
    nodes: units,
    last,
    answer,
    more,
  } = useListed(RosterPageDocument, variables, pageIn, { about: { anything: true } });
  // What leads out of an empty list goes with it.
  const listed = useKeptFocus();
  /** Lists the next ones; the focus goes to where they begin, because the button goes once all are there. */
  function listMore(): void {
    if (more === null) return;
    const ends = listed.ref.current?.querySelectorAll<HTMLElement>(".roster tbody a") ?? [];
    ends[ends.length - 1]?.focus();
    more();
  }
  return (
    <>
      <div className="page-head">
        <h1>{texts.heading}</h1>
        <Freshness on={me.today} at={answer?.shownAt} position={last?.position} stale={last?.stale ?? false} />
      </div>
      <Filters {...{ state, go }} today={me.today} />
      <Answered question={question}>
        {({ pages }) => {
          const [first] = pages;
          if (!first) return null;
          const { totalCount } = first.units;
          const loading = first.acts.find(({ name, refusal }) => name === "loadRoster" && refusal == null);
          return (
            <>
              <RosterActs acts={first.acts} />
              {loading && <LoadRoster act={loading} />}
              <OwnerlessDoor />
              <p className="total" role="status">
                {texts.total(totalCount)}
              </p>
              <div {...listed}>
                {units.length === 0 ? (
                  <p className="nothing">
                    {texts.none}{" "}
                    <PageLink page={rosterAddress} state={{}}>
                      {texts.clear}
                    </PageLink>
                  </p>
                ) : (
                  <Units units={units} on={on} />
                )}
                {question.hasNextPage && (
                  <button type="button" aria-disabled={more === null} onClick={listMore}>
                    {texts.more}
                  </button>
                )}
              </div>
              <TermsLine
                of={[
                  ["listGroup", kindWord("LIST")],
                  ["predicateGroup", kindWord("PREDICATE")],
                  ["alias", texts.aliases],
                  ["endOfUnit", texts.endOfUnit],
                ]}
              />
            </>
          );
        }}
      </Answered>
    </>
  );
}

function Filters({
  state,
  go,
  today,
}: {
  readonly state: RosterState;
  readonly go: (state: RosterState, how?: "push" | "replace") => void;
  readonly today: string;
}) {
  const texts = useTexts(rosterTexts);
  const kindWord = useWords("UnitKind");
  const { q = "", kind, on } = state;
  const { q: _q, ...anyName } = state;
  const { kind: _kind, ...anyKind } = state;
  const { on: _on, ...anyDay } = state;
  return (
    <section className="filters roster-filters" aria-label={texts.find}>
      <div className="choices">
        <Find
          text={q}
          hint={texts.findHint}
          find={(words) => go(words ? { ...anyName, q: words } : anyName, "replace")}
        />
        <Choice
          label={texts.kind}
          value={kind ?? ""}
          choose={(value) => {
            const chosen = kinds.find((each) => each === value);
            go(chosen ? { ...anyKind, kind: chosen } : anyKind);
          }}
        >
          <option value="">{texts.all}</option>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {kindWord(each)}
            </option>
          ))}
        </Choice>
        <DayChoice
          label={texts.day}
          day={on ?? today}
          choose={(day) => go(day && day !== today ? { ...anyDay, on: day } : anyDay)}
        />
      </div>
    </section>
  );
}

function Units({ units, on }: { readonly units: readonly Listed[]; readonly on: string | undefined }) {
  const texts = useTexts(rosterTexts);
  const joining = useJoining();
  const language = useLanguage();
  const [kindWord, statusWord] = [useWords("UnitKind"), useWords("UnitStatus")];
  return (
    <div className="scrolled">
      <table className="roster">
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.kind}</th>
            <th scope="col">{texts.status}</th>
            <th scope="col">{texts.aliases}</th>
          </tr>
        </thead>
        <tbody>
          {units.map(({ id, name, kind, status, endedOn, aliases }) => (
            <tr key={id}>
              <th scope="row">
                <PageLink page={unitAddress} state={{ unitId: String(id), ...(on ? { on } : {}) }}>
                  <PlainText>{name}</PlainText>
                </PageLink>
              </th>
              <td>{kindWord(kind)}</td>
              <td>
                {statusWord(status)}{" "}
                {endedOn && <span className="small">{texts.ended(dayText(endedOn, language))}</span>}
              </td>
              <td>
                <PlainText>{joining.list(aliases.map(({ alias }) => alias))}</PlainText>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
