// The filters of a ledger 筛选: each count is a door to the lines it counts, and all of them stand in the address.
import type { AssignmentState, Lamp, Relation } from "../generated/operations.ts";
import { dayIn } from "../moment.ts";
import { dayText } from "../parts/day.ts";
import { Choice, DayChoice, Door, Find } from "../parts/filter-fields.tsx";
import { NamedOption } from "../parts/named-option.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { words } from "../words.ts";
import { type LedgerState, ledgerAddress, whereOf, without } from "./address.ts";
import type { Counts } from "./empty.tsx";
import { ledgerTexts } from "./texts.ts";

export function Filters({
  state,
  go,
  counts,
  today,
}: {
  readonly state: LedgerState;
  readonly go: (state: LedgerState, how?: "push" | "replace") => void;
  readonly counts: Counts;
  readonly today: string;
}) {
  const texts = useTexts(ledgerTexts);
  const joining = useJoining();
  const language = useLanguage();
  const [stateWord, lampWord, relationWord] = [useWords("AssignmentState"), useWords("Lamp"), useWords("Relation")];
  const { byState, byLamp, byPlan, returned } = counts;
  const { open: _closed, ...closed } = state;
  const { state: _state, lamp: _lamp, returned: _returned, ...others } = closed;
  const door = (change: Partial<LedgerState>) => ({ page: ledgerAddress, back: others, to: { ...others, ...change } });
  const states: readonly (readonly [AssignmentState, number])[] = [
    ["ASSIGNED", byState.assigned],
    ["ACCEPTED", byState.accepted],
    ["CLAIMED", byState.claimed],
    ["ENDORSED", byState.endorsed],
    ["SIGNED_OFF", byState.signedOff],
  ];
  const lamps: readonly (readonly [Lamp, number])[] = [
    ["OVERDUE", byLamp.overdue],
    ["DUE_SOON", byLamp.dueSoon],
    ["AHEAD", byLamp.ahead],
    ["CLAIMED", byLamp.claimed],
    ["NONE", byLamp.none],
    ["FLAGGED", byLamp.flagged],
  ];
  const relations = Object.keys(words.Relation).filter((each): each is Relation => each in words.Relation);
  const set = (change: { readonly [Key in keyof LedgerState]?: LedgerState[Key] | undefined }) =>
    go(defined({ ...closed, ...change }));
  return (
    <section className="filters" aria-label={texts.filters}>
      <ul className="doors" aria-label={texts.byState}>
        {states.map(([value, count]) => (
          <Door key={value} {...door({ state: value })} count={count} isOn={state.state === value}>
            {stateWord(value)}
          </Door>
        ))}
        {returned != null && (
          <Door {...door({ returned: true })} count={returned} isOn={state.returned === true}>
            {texts.returned}
          </Door>
        )}
      </ul>
      <ul className="doors" aria-label={texts.byLamp}>
        {lamps.map(([value, count]) => (
          <Door key={value} {...door({ lamp: value })} count={count} isOn={state.lamp === value} lamp={value}>
            {lampWord(value)}
          </Door>
        ))}
      </ul>
      <div className="choices">
        <Choice label={texts.plan} value={state.plan ?? ""} choose={(plan) => set({ plan: plan || undefined })}>
          <option value="">{texts.all}</option>
          {byPlan.map(({ plan, assignments }) =>
            plan ? (
              <NamedOption
                key={plan.id}
                value={String(plan.id)}
                name={`${plan.title}${joining.aside(String(assignments))}`}
              />
            ) : null,
          )}
        </Choice>
        <Choice
          label={texts.relation}
          value={state.relation ?? ""}
          choose={(text) => set({ relation: relations.find((each) => each === text) })}
        >
          <option value="">{texts.all}</option>
          {relations.map((relation) => (
            <option key={relation} value={relation}>
              {relationWord(relation)}
            </option>
          ))}
        </Choice>
        <Find
          text={state.q ?? ""}
          hint={texts.findHint}
          find={(q) => go(defined({ ...closed, q: q || undefined }), "replace")}
        />
        <DayChoice
          label={texts.day}
          day={state.on ?? (state.asOf === undefined ? today : "")}
          choose={(day) => set({ on: day === today ? undefined : day, asOf: undefined })}
        />
        <DayChoice
          label={texts.asOf}
          day={dayIn(state.asOf) ?? ""}
          choose={(day) => set({ asOf: day, on: undefined })}
        />
        {state.due !== undefined && (
          <span className="door">
            <PageLink
              page={ledgerAddress}
              state={without(closed, "due")}
              aria-label={texts.removeDue(dayText(state.due, language))}
            >
              {texts.dueOn(dayText(state.due, language))} <span aria-hidden="true">✕</span>
            </PageLink>
          </span>
        )}
        {Object.keys(whereOf(state)).length > 0 && (
          <button
            type="button"
            className="quiet"
            onClick={() =>
              set({
                state: undefined,
                lamp: undefined,
                returned: undefined,
                plan: undefined,
                relation: undefined,
                q: undefined,
                due: undefined,
              })
            }
          >
            {texts.clear}
          </button>
        )}
      </div>
    </section>
  );
}

/** The fields of a state that are there. */
function defined(state: { readonly [Key in keyof LedgerState]?: LedgerState[Key] | undefined }): LedgerState {
  const texts = Object.entries(state).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value === true ? "yes" : String(value)]],
  );
  return ledgerAddress.read(Object.fromEntries(texts));
}
