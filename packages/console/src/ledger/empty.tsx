// Where no line is shown 没有事项: why not, and the nearest door: what has ended, or what there is without one of the filters.
import { useQuestion } from "../ask/use-question.ts";
import {
  LedgerDueNextDocument,
  type LedgerPageQuery,
  type LedgerWhere,
  LedgerWithoutDocument,
} from "../generated/operations.ts";
import { importAddress } from "../import/address.ts";
import { useMe } from "../me.ts";
import { asOfIn, isOfPast } from "../moment.ts";
import { dayText } from "../parts/day.ts";
import { lampsByDay, lampsToCome } from "../parts/lamp.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { type Filter, filtersOf, type LedgerState, ledgerAddress, whereOf, without } from "./address.ts";
import { ledgerTexts } from "./texts.ts";

export type Counts = NonNullable<LedgerPageQuery["unitLedger"]>["counts"];

export function Empty({ state, counts }: { readonly state: LedgerState; readonly counts: Counts }) {
  return filtersOf(state).length > 0 ? (
    <NothingFits state={state} counts={counts} />
  ) : (
    <NothingToDo state={state} counts={counts} />
  );
}

function NothingToDo({ state, counts }: { readonly state: LedgerState; readonly counts: Counts }) {
  const texts = useTexts(ledgerTexts);
  const { roles } = useMe();
  const { signedOff } = counts.byState;
  return (
    <p className="nothing">
      {texts.empty}{" "}
      {signedOff > 0 && (
        <PageLink className="nothing-door" page={ledgerAddress} state={{ ...state, state: "SIGNED_OFF" as const }}>
          {texts.signedOff(signedOff)}
        </PageLink>
      )}
      {roles.includes("OFFICE") && (
        <PageLink page={importAddress} state={{}}>
          {texts.toImport}
        </PageLink>
      )}
    </p>
  );
}

/** Which filters leave nothing, and how much there is without one of them; where no single one is to blame, without all. */
function NothingFits({ state, counts }: { readonly state: LedgerState; readonly counts: Counts }) {
  const texts = useTexts(ledgerTexts);
  const wordOf = useFilterWords(state, counts);
  const filters = filtersOf(state);
  const { data, isPlaceholderData } = useTotalsWithout(state);
  // While this is awaited, the totals of the question before are those of other doors.
  const totals = isPlaceholderData ? undefined : data;
  const doors = filters.flatMap((filter) => {
    const count = totals?.[filter]?.totalCount ?? 0;
    return count > 0 ? [{ key: filter, to: without(state, filter), text: texts.without(wordOf(filter), count) }] : [];
  });
  const every = totals?.every?.totalCount ?? 0;
  if (doors.length === 0 && every > 0) {
    const to = filters.reduce<LedgerState>(without, state);
    doors.push({ key: filters[0] ?? "q", to, text: texts.unfiltered(every) });
  }
  return (
    <p className="nothing">
      <PlainText>{texts.emptyFiltered(filters.map(wordOf))}</PlainText>{" "}
      {doors.map(({ key, to, text }) => (
        <PageLink key={key} className="nothing-door" page={ledgerAddress} state={to}>
          <PlainText>{text}</PlainText>
        </PageLink>
      ))}
      {state.lamp !== undefined && lampsByDay.includes(state.lamp) && <DueNext state={without(state, "lamp")} />}
    </p>
  );
}

/** What is owed next, where nothing has the lamp that was asked for: the lines of its day, or that nothing is owed by a day any more. */
function DueNext({ state }: { readonly state: LedgerState }) {
  const texts = useTexts(ledgerTexts);
  const language = useLanguage();
  const next = useDueNext(state, { ...whereOf(state), lamps: [...lampsToCome] }, true);
  const [line] = next?.edges ?? [];
  const day = line?.node.dueOn ?? undefined;
  const lamp = line?.node.lamp.lamp;
  const there: LedgerState = { ...state, ...(lamp ? { lamp } : {}), ...(day ? { due: day } : {}) };
  const count = useDueNext(state, whereOf(there), day !== undefined)?.totalCount;
  if (next?.totalCount === 0) return texts.nothingDue;
  if (day === undefined || count === undefined) return null;
  return (
    <PageLink className="nothing-door" page={ledgerAddress} state={there}>
      {texts.dueNext(dayText(day, language), count)}
    </PageLink>
  );
}

/** The lines that are wanted, the next one due before the others; nothing while they are awaited. */
function useDueNext(state: LedgerState, where: LedgerWhere, enabled: boolean) {
  const { unitId, on, asOf } = state;
  const isPast = isOfPast(state, useMe().today);
  const variables = { unitId, where, on: on ?? null, asOf: asOfIn(asOf) };
  const { data, isPlaceholderData } = useQuestion(LedgerDueNextDocument, variables, {
    ...{ isPast, enabled },
    about: { unitId },
  });
  return enabled && !isPlaceholderData ? data?.unitLedger : undefined;
}

/** How many lines there are without each of the filters. */
function useTotalsWithout(state: LedgerState) {
  const { unitId, on, asOf } = state;
  const isPast = isOfPast(state, useMe().today);
  const whereWithout = (filter: Filter) => whereOf(without(state, filter));
  const variables = {
    ...{ unitId, on: on ?? null, asOf: asOfIn(asOf), every: {} },
    ...{ state: whereWithout("state"), lamp: whereWithout("lamp"), returned: whereWithout("returned") },
    ...{ plan: whereWithout("plan"), relation: whereWithout("relation"), q: whereWithout("q") },
    due: whereWithout("due"),
  };
  return useQuestion(LedgerWithoutDocument, variables, { isPast, about: { unitId } });
}

/** What a filter of the state is called. */
function useFilterWords(state: LedgerState, { byPlan }: Counts): (filter: Filter) => string {
  const texts = useTexts(ledgerTexts);
  const language = useLanguage();
  const [stateWord, lampWord, relationWord] = [useWords("AssignmentState"), useWords("Lamp"), useWords("Relation")];
  const plan = byPlan.find((each) => String(each.plan?.id) === state.plan)?.plan;
  const said: Readonly<Record<Filter, string | undefined>> = {
    state: state.state && stateWord(state.state),
    lamp: state.lamp && lampWord(state.lamp),
    returned: texts.returned,
    plan: plan?.title ?? texts.thatPlan,
    relation: state.relation && relationWord(state.relation),
    q: texts.finding(state.q ?? ""),
    due: state.due && texts.dueOn(dayText(state.due, language)),
  };
  return (filter) => said[filter] ?? "";
}
