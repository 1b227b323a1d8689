// The names that the roster does not know 名录外名称: each is registered, made an alias or a group, one by one or many at once.
import { useId, useRef, useState } from "react";
import { useUnitEnds } from "../act/unit-ends.tsx";
import { useConsole } from "../console.ts";
import { useMe } from "../me.ts";
import { lastDay } from "../parts/day.ts";
import { focusFrom, useKeptFocus } from "../parts/kept-focus.ts";
import { type Ticks, ticked, toggled, unticked } from "../parts/ticks.ts";
import { useTexts } from "../texts/catalogue.ts";
import { NameLine } from "./name-line.tsx";
import type { PlanOnPage } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";
import { useNaming } from "./use-naming.ts";

export function UnknownNames({ plan }: { readonly plan: PlanOnPage }) {
  const texts = useTexts(workbenchTexts);
  const { notices } = useConsole();
  const { today } = useMe();
  const [validFrom, setValidFrom] = useState(plan.signedOn !== null && plan.signedOn < today ? plan.signedOn : today);
  const [chosen, setChosen] = useState<Ticks>(new Set());
  const [told, setTold] = useState("");
  const naming = useNaming(plan.id, validFrom);
  const day = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const names = plan.unknownNames.map(({ name }) => name);
  const endOf = useUnitEnds(plan.unknownNames.flatMap(({ near }) => near.map(({ id }) => String(id))));
  const free = names.filter((name) => !naming.isUnderWay(name));
  const left = free.filter((name) => chosen.has(name));
  const areAllChosen = left.length > 0 && left.length === free.length;
  // How many are being registered; 0 where none are.
  const [sending, setSending] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  // Lines go once the plan is without their names.
  const kept = useKeptFocus();

  // The line that goes takes the focus with it: what is left begins with the next one, past the fields that are for all of them.
  const toNext = (line: Element | null) => focusFrom(line, names.length === 1 ? heading.current : list.current);
  async function registerAll(): Promise<void> {
    setSending(left.length);
    const outcomes = await naming.registerAll(left);
    setSending(0);
    const named = (...kinds: readonly string[]) => left.filter((_, at) => kinds.includes(outcomes[at]?.kind ?? ""));
    // What only waits to be sent is refused by nobody.
    const [refused, unsent] = [named("refused"), named("unknown", "sent")];
    const counts = [left.length - refused.length - unsent.length, refused.length, unsent.length] as const;
    // What was refused stays ticked, and so does what she has ticked meanwhile.
    setChosen(unticked(left.filter((name) => !refused.includes(name))));
    setTold(texts.registered(...counts));
    // Who has gone on to a name meanwhile stays there.
    focusFrom(button.current, heading.current);
    const told = { zh: workbenchTexts.zh.registered(...counts), en: workbenchTexts.en.registered(...counts) };
    notices.tell("done", told);
  }

  return (
    <section className="names" aria-labelledby="names">
      <h2 id="names" ref={heading} tabIndex={-1}>
        {texts.names(names.length)}
      </h2>
      {told !== "" && <p role="status">{told}</p>}
      <div {...kept}>
        {names.length === 0 ? (
          <p>{texts.allKnown}</p>
        ) : (
          <>
            <p className="small">
              {texts.namesWhy} {texts.listGroups}
            </p>
            <div className="buttons">
              <label htmlFor={day}>{texts.validFrom}</label>
              <input
                id={day}
                type="date"
                max={lastDay}
                value={validFrom}
                required
                onChange={({ target }) => setValidFrom(target.value)}
              />
              <label>
                <input
                  type="checkbox"
                  checked={areAllChosen}
                  onChange={() => setChosen((areAllChosen ? unticked : ticked)(free))}
                />{" "}
                {texts.chooseAll}
              </label>
              {(left.length > 0 || sending > 0) && (
                <button
                  ref={button}
                  type="button"
                  className="main-button"
                  aria-disabled={sending > 0 || undefined}
                  onClick={sending > 0 ? undefined : () => void registerAll()}
                >
                  {texts.registerChosen(sending || left.length)}
                </button>
              )}
            </div>
            <ul ref={list} tabIndex={-1} aria-labelledby="names">
              {plan.unknownNames.map((unknown) => (
                <NameLine
                  key={unknown.name}
                  plan={plan}
                  unknown={unknown}
                  {...{ naming, endOf }}
                  done={toNext}
                  isChosen={chosen.has(unknown.name)}
                  toggle={() => setChosen(toggled(unknown.name))}
                />
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
