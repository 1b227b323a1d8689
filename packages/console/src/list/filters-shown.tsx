// The filters of a list 筛选条件: the words of the cell that led here, each of which can be taken away.
import { useQuestion } from "../ask/use-question.ts";
import { type PlanOfListFragment, UnitNamedDocument } from "../generated/operations.ts";
import { dayText } from "../parts/day.ts";
import { Find } from "../parts/filter-fields.tsx";
import { headingWords } from "../parts/heading-words.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { type ListState, listAddress } from "./address.ts";
import { listTexts } from "./texts.ts";

export function FiltersShown({
  state,
  go,
  plan,
}: {
  readonly state: ListState;
  readonly go: (state: ListState, how?: "push" | "replace") => void;
  readonly plan: PlanOfListFragment;
}) {
  const texts = useTexts(listTexts);
  const filters = useFilters(state, plan);
  const { q: _q, ...others } = state;
  return (
    <section className="filters picked" aria-label={texts.filters}>
      <ul className="doors">
        <li className="door door-shut">{state.of === "tasks" ? texts.tasks : texts.assignments}</li>
        {filters.map(({ words, without }) => (
          <li key={words} className="door">
            <PageLink page={listAddress} state={without} aria-label={texts.remove(words)}>
              <PlainText>{words}</PlainText> <span aria-hidden="true">✕</span>
            </PageLink>
          </li>
        ))}
      </ul>
      <Find
        text={state.q ?? ""}
        hint={texts.findHint}
        find={(q) => go({ ...others, ...(q ? { q } : {}) }, "replace")}
      />
    </section>
  );
}

/** Each filter in words, with the list that is there without it. */
function useFilters(state: ListState, plan: PlanOfListFragment) {
  const texts = useTexts(listTexts);
  const language = useLanguage();
  const [lampWord, stateWord, relationWord] = [useWords("Lamp"), useWords("AssignmentState"), useWords("Relation")];
  const unit = useQuestion(UnitNamedDocument, { unitId: state.unit ?? "" }, { enabled: state.unit !== undefined });
  const { section, part, subsection, unassigned, ownerless, late, lamp, relation, from, to, q } = state;
  const heading = plan.sections.find((each) => each.no === section && (each.part ?? undefined) === part);
  const under = heading?.children.find(({ no }) => no === subsection);
  const without = (...keys: readonly (keyof ListState)[]): ListState => {
    const left = Object.entries(listAddress.write(state)).filter(([key]) => !keys.some((each) => each === key));
    return listAddress.read(Object.fromEntries(left));
  };
  const said = (words: string | undefined, ...keys: readonly (keyof ListState)[]) =>
    words === undefined ? [] : [{ words, without: without(...keys) }];
  const headed = (no: string | null | undefined, title: string | undefined, none: string) =>
    no === undefined ? undefined : no === null ? none : headingWords(no, title ?? "");
  return [
    ...said(headed(section, heading?.title, texts.noHeading), "section", "part", "subsection"),
    ...said(headed(subsection, under?.title, texts.noSubheading), "subsection"),
    ...said(state.unit === undefined ? undefined : (unit.data?.unit?.name ?? state.unit), "unit"),
    ...said(relation && relationWord(relation), "relation"),
    ...said(unassigned ? texts.unassigned : undefined, "unassigned"),
    ...said(lamp && lampWord(lamp), "lamp"),
    ...said(state.state && stateWord(state.state), "state"),
    ...said(ownerless ? texts.ownerless : undefined, "ownerless"),
    ...said(late === undefined ? undefined : late ? texts.late : texts.inTime, "late"),
    ...said(from && texts.from(dayText(from, language)), "from"),
    ...said(to && texts.to(dayText(to, language)), "to"),
    ...said(q && texts.holds(q), "q"),
  ];
}
