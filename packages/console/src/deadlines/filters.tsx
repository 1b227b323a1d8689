// The filters of the deadline board 筛选: all of them stand in the address.
import { useQuestion } from "../ask/use-question.ts";
import { type Lamp, UnitNamedDocument } from "../generated/operations.ts";
import { dayIn } from "../moment.ts";
import { isOneOf } from "../one-of.ts";
import { Choice, DayChoice } from "../parts/filter-fields.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { IssuedPlanChoice } from "../parts/plan-choice.tsx";
import { MomentTerms } from "../parts/term.tsx";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { words } from "../words.ts";
import { type DeadlinesState, deadlinesAddress } from "./address.ts";
import { deadlinesTexts } from "./texts.ts";

/** The lamps that something open and due can have. */
const lamps: readonly Lamp[] = ["OVERDUE", "DUE_SOON", "AHEAD", "CLAIMED", "FLAGGED"];

export function DeadlineFilters({
  state,
  go,
  today,
}: {
  readonly state: DeadlinesState;
  readonly go: (state: DeadlinesState) => void;
  readonly today: string;
}) {
  const texts = useTexts(deadlinesTexts);
  const [lampWord, kindWord] = [useWords("Lamp"), useWords("LedgerKind")];
  const { unit } = state;
  const { data } = useQuestion(UnitNamedDocument, { unitId: unit ?? "" }, { enabled: unit !== undefined });
  const set = (change: { readonly [Key in keyof DeadlinesState]?: string | undefined }) =>
    go(deadlinesAddress.read(defined({ ...state, ...change })));
  const unitName = data?.unit?.name ?? unit ?? "";
  const { unit: _unit, ...others } = state;
  return (
    <section className="filters choices" aria-label={texts.filters}>
      <DayChoice label={texts.from} day={state.from ?? ""} choose={(from) => set({ from })} />
      <DayChoice label={texts.to} day={state.to ?? ""} choose={(to) => set({ to })} />
      <IssuedPlanChoice plan={state.plan} choose={(plan) => set({ plan })} />
      <Choice label={texts.lamp} value={state.lamp ?? ""} choose={(lamp) => set({ lamp })}>
        <option value="">{texts.all}</option>
        {lamps.map((each) => (
          <option key={each} value={each}>
            {lampWord(each)}
          </option>
        ))}
      </Choice>
      <Choice label={texts.kind} value={state.kind ?? ""} choose={(kind) => set({ kind })}>
        <option value="">{texts.all}</option>
        {Object.keys(words.LedgerKind).map((each) => (
          <option key={each} value={each}>
            {isOneOf(words.LedgerKind, each) ? kindWord(each) : each}
          </option>
        ))}
      </Choice>
      <DayChoice
        label={texts.day}
        day={state.on ?? (state.asOf === undefined ? today : "")}
        choose={(on) => set({ on: on === today ? undefined : on, asOf: undefined })}
      />
      <DayChoice label={texts.asOf} day={dayIn(state.asOf) ?? ""} choose={(asOf) => set({ asOf, on: undefined })} />
      <MomentTerms />
      {unit !== undefined && (
        <span className="door">
          <PageLink page={deadlinesAddress} state={others} aria-label={texts.chosenUnit(unitName)}>
            <PlainText>{unitName}</PlainText> <span aria-hidden="true">✕</span>
          </PageLink>
        </span>
      )}
      {Object.keys(state).length > 0 && (
        <PageLink page={deadlinesAddress} state={{}}>
          {texts.clear}
        </PageLink>
      )}
    </section>
  );
}

/** The fields that say something. */
const defined = (state: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(state).flatMap(([key, value]) => (value ? [[key, value]] : [])));
