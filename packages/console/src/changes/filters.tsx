// The filters of the changes 筛选: by plan, unit and kind of event, and the task that a link was about.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useConsole } from "../console.ts";
import { ChangesChosenByDocument } from "../generated/operations.ts";
import { useAddress } from "../page.ts";
import { Choice } from "../parts/filter-fields.tsx";
import { NamedOptions } from "../parts/named-option.tsx";
import { nameOf } from "../parts/names.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { PlanChoice } from "../parts/plan-choice.tsx";
import { UnitOrGroupChoice } from "../parts/unit-choice.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { type ChangesState, changesAddress } from "./address.ts";
import { changesTexts } from "./texts.ts";

type Field = "plan" | "unit" | "type";

export function Filters({ state }: { readonly state: ChangesState }) {
  const texts = useTexts(changesTexts);
  const say = useSay();
  const { ask } = useConsole();
  const { go } = useAddress(changesAddress);
  const chosen = [state.plan, state.unit, state.task].flatMap((id) => id ?? []);
  const { data } = useQuery({
    queryKey: ["changes chosen by", chosen],
    queryFn: ({ signal }) => ask(ChangesChosenByDocument, { chosen }, signal),
    placeholderData: keepPreviousData,
    meta: { about: null },
  });
  const nameOfChosen = (id: string | undefined): string => {
    const named = data?.nodes.find((node) => node && String(node.id) === id);
    return named ? nameOf(named) : (id ?? "");
  };
  // Where the changes begin is of one filter alone.
  const { after: _after, ...filters } = state;
  const choose = (field: Field) => (value: string | undefined) => {
    const { [field]: _before, ...others } = filters;
    go(value ? { ...others, [field]: value } : others);
  };
  const types = (data?.eventTypes ?? []).map(({ type, title }) => [type, say(title)] as const);
  const { task, ...anyTask } = filters;
  return (
    <section className="filters" aria-label={texts.filters}>
      <div className="choices">
        <PlanChoice plan={state.plan} name={nameOfChosen(state.plan)} choose={choose("plan")} />
        <UnitOrGroupChoice unit={state.unit} name={nameOfChosen(state.unit)} choose={choose("unit")} />
        <Choice label={texts.type} value={state.type ?? ""} choose={choose("type")}>
          <NamedOptions all={texts.all} options={types} chosen={state.type} />
        </Choice>
        {task !== undefined && (
          <span className="choice">
            {texts.onlyTask} <PlainText>{nameOfChosen(task)}</PlainText>{" "}
            <PageLink page={changesAddress} state={anyTask}>
              {texts.anyTask}
            </PageLink>
          </span>
        )}
      </div>
    </section>
  );
}
