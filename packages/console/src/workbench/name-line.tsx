// One name that the roster does not know: where it is printed, who it may be, and what can be done about it.
import { Fragment, useId, useRef, useState } from "react";
import { about, type Expected } from "../act/overlay.ts";
import { UnitEnd } from "../act/unit-ends.tsx";
import { asFailure } from "../ask/failure.ts";
import { useConsole } from "../console.ts";
import { Outcome } from "../parts/outcome.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTaskNo } from "../parts/task-no.ts";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { workbenchAddress } from "./address.ts";
import { nameKey, numbered, type PlanOnPage } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";
import { UnitSearch } from "./unit-search.tsx";
import type { Naming } from "./use-naming.ts";

// So many rows are named; the rest is a number.
const mostRows = 8;

export function NameLine({
  plan,
  unknown: { name, printed, rows, near },
  naming,
  endOf,
  isChosen,
  toggle,
  done,
}: {
  readonly plan: PlanOnPage;
  readonly unknown: PlanOnPage["unknownNames"][number];
  readonly naming: Naming;
  /** How a unit has ended, in words; null for one that goes on. */
  readonly endOf: (unitId: string) => string | null;
  readonly isChosen: boolean;
  readonly toggle: () => void;
  /** Called with its line, which goes, once something was done about it. */
  readonly done: (line: Element | null) => void;
}) {
  const texts = useTexts(workbenchTexts);
  const joining = useJoining();
  const { acting, notices } = useConsole();
  const called = useTaskNo();
  const id = useId();
  const line = useRef<HTMLLIElement>(null);
  const overlay = useStore(acting.overlay);
  const [search, setSearch] = useState<string | null>(null);
  const isIdle = naming.isUnderWay(name);
  const others = printed.filter((words) => words !== name);

  /** What a button does, and that it cannot be pressed while something is under way. */
  const does = (act: () => Promise<Expected["outcome"]>) => ({
    "aria-disabled": isIdle || undefined,
    onClick: isIdle ? undefined : () => finish(act()),
  });
  function finish(naming: Promise<Expected["outcome"]>): void {
    naming
      .then(({ kind }) => {
        if (kind === "done" || kind === "unchanged") done(line.current);
      })
      .catch((error: unknown) => notices.tellFailure(asFailure(error)));
  }

  return (
    <li ref={line} className="name-line">
      <div className="name-head">
        <label>
          <input type="checkbox" checked={isChosen} aria-label={texts.chooseOne(name)} onChange={toggle} />{" "}
          <strong>
            <PlainText>{name}</PlainText>
          </strong>
        </label>
        <span className="small">
          {others.length > 0 && <PlainText>{`${texts.printedAs(joining.list(others))} `}</PlainText>}
          {texts.printedIn}
          {rows.slice(0, mostRows).map((row) => (
            <span key={row}>
              {" "}
              <PageLink page={workbenchAddress} state={{ planId: plan.id, row }}>
                {called(numbered(plan, row))}
              </PageLink>
            </span>
          ))}
          {rows.length > mostRows && ` +${rows.length - mostRows}`}
        </span>
      </div>
      <div className="buttons">
        <button type="button" aria-label={texts.registerOf(name)} {...does(() => naming.register(name))}>
          {texts.register}
        </button>
        {near.map((unit) => {
          const end = endOf(String(unit.id));
          const words = `${id}${unit.id}`;
          return (
            <Fragment key={unit.id}>
              <button
                type="button"
                aria-label={texts.of(name, texts.aliasOf(unit.name))}
                aria-describedby={end === null ? undefined : words}
                {...does(() => naming.alias(name, unit))}
              >
                {texts.aliasOf(unit.name)}
              </button>
              {end !== null && <UnitEnd id={words} words={end} />}
            </Fragment>
          );
        })}
        <button
          type="button"
          className="quiet"
          aria-label={texts.of(name, texts.aliasMore)}
          aria-expanded={search !== null}
          onClick={() => setSearch(search === null ? "" : null)}
        >
          {texts.aliasMore}
        </button>
        <button
          type="button"
          className="quiet"
          aria-label={texts.of(name, texts.group)}
          {...does(() => naming.group(name))}
        >
          {texts.group}
        </button>
      </div>
      {search !== null && (
        <UnitSearch
          label={texts.aliasSearch}
          text={search}
          change={setSearch}
          choose={(of) => finish(naming.alias(name, of))}
          mayChoose={!isIdle}
        />
      )}
      <span className="outcome" role="status">
        {naming.isHeld(name) && texts.nameHeld}
      </span>
      {about(overlay, nameKey(plan.id, name)).map((expected) => (
        <Outcome key={expected.commandId} expected={expected} />
      ))}
    </li>
  );
}
