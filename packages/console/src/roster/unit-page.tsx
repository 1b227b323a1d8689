// A unit or group in the roster 名录中的单位: all its names with their days, other spellings, members, what it came of.
import type { ReactNode } from "react";
import { useQuestion } from "../ask/use-question.ts";
import { RosterUnitDocument } from "../generated/operations.ts";
import { ledgerAddress } from "../ledger/address.ts";
import { useMe } from "../me.ts";
import { useAddress } from "../page.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText, holdsOn } from "../parts/day.ts";
import { DayChoice } from "../parts/filter-fields.tsx";
import { Folded } from "../parts/folded.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { reviewsAddress } from "../reviews/address.ts";
import { Freshness } from "../shell/freshness.tsx";
import { useOpens } from "../shell/navigation.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { rosterAddress, unitAddress } from "./address.ts";
import { OwnerlessOf } from "./ownerless.tsx";
import { RosterActs } from "./roster-acts.tsx";
import { rosterTexts } from "./texts.ts";
import "../styles/ledger.css";
import "../styles/roster.css";

interface Span {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly until: string | null | undefined;
  /** Where it leads. */
  readonly link?: { readonly unitId: string; readonly on?: string };
}

export function UnitPage() {
  const texts = useTexts(rosterTexts);
  const language = useLanguage();
  const me = useMe();
  const opens = useOpens();
  const [kindWord, statusWord] = [useWords("UnitKind"), useWords("UnitStatus")];
  const { state, go } = useAddress(unitAddress);
  const { unitId, on } = state;
  const day = on ?? me.today;
  const question = useQuestion(RosterUnitDocument, { id: unitId, on: on ?? null }, { about: { unitId } });
  return (
    <Answered question={question}>
      {({ unit, shownAt }) => {
        if (!unit) return <NotFound />;
        const { kind, status, names, aliases, members, predecessors, successors, creditCode, endedOn } = unit;
        const isGroup = kind !== "UNIT";
        return (
          <>
            <p className="path small">
              <PageLink page={rosterAddress} state={on ? { on } : {}}>
                {texts.toRoster}
              </PageLink>
            </p>
            <div className="page-head">
              <h1>
                <PlainText>{unit.name}</PlainText>
              </h1>
              <Freshness on={me.today} at={shownAt} position={unit.position} stale={unit.stale} />
            </div>
            <section className="filters choices" aria-label={texts.day}>
              <DayChoice
                label={texts.day}
                day={day}
                choose={(chosen) => go(chosen && chosen !== me.today ? { unitId, on: chosen } : { unitId })}
              />
            </section>
            <p>
              {kindWord(kind)} · {statusWord(status)}
              {endedOn && ` · ${texts.ended(dayText(endedOn, language))}`}
              {creditCode && ` · ${texts.creditCode(creditCode)}`}{" "}
              {!isGroup && opens(ledgerAddress.path) && (
                <PageLink page={ledgerAddress} state={{ unitId }}>
                  {texts.ledger}
                </PageLink>
              )}
            </p>
            <RosterActs
              key={unit.id}
              acts={unit.acts}
              about={{
                ...{ id: unit.id, isGroup },
                names: names.map(({ name }) => name),
                aliases,
              }}
            />
            <Part title={texts.names}>
              <Spans
                day={day}
                spans={names.map(({ name, validFrom, until }) => ({
                  ...{ id: validFrom, name, from: validFrom, until },
                  link: { unitId, on: validFrom },
                }))}
              />
            </Part>
            <Part title={texts.aliases}>
              {aliases.length === 0 ? (
                <p className="small">{texts.noAliases}</p>
              ) : (
                <Spans
                  day={day}
                  spans={aliases.map(({ alias, validFrom, until }) => ({
                    ...{ id: `${alias} ${validFrom}`, name: alias, from: validFrom, until },
                  }))}
                />
              )}
            </Part>
            {isGroup && (
              <Part title={texts.members}>
                {unit.toFill.length > 0 && (
                  <p>
                    <PageLink page={reviewsAddress} state={{ kind: "GROUP" }}>
                      {texts.toFill(unit.toFill.length)}
                    </PageLink>
                  </p>
                )}
                <Members
                  day={day}
                  none={kind === "PREDICATE" ? texts.noMembers : texts.noMembersListed}
                  spans={members.map(({ unit: member, from, until }) => ({
                    ...{ id: `${member.id} ${from}`, name: member.name, from, until },
                    link: { unitId: String(member.id), ...(on ? { on } : {}) },
                  }))}
                />
              </Part>
            )}
            {!isGroup && endedOn && me.roles.includes("OFFICE") && <OwnerlessOf unitId={unitId} />}
            <Others title={texts.predecessors} units={predecessors} />
            <Others title={texts.successors} units={successors} />
          </>
        );
      }}
    </Answered>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="roster-part" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Who belongs to a group on the day; who did before or will is folded. */
function Members({
  spans,
  day,
  none,
}: {
  readonly spans: readonly Span[];
  readonly day: string;
  readonly none: string;
}) {
  const texts = useTexts(rosterTexts);
  const now = spans.filter((span) => holdsOn(span, day));
  const others = spans.filter((span) => !holdsOn(span, day));
  return (
    <>
      {now.length === 0 ? <p className="small">{none}</p> : <p>{texts.membersOnDay(now.length)}</p>}
      {now.length > 0 && <Spans spans={now} day={day} />}
      {others.length > 0 && (
        <Folded summary={texts.membersOther(others.length)}>
          <Spans spans={others} day={day} />
        </Folded>
      )}
    </>
  );
}

/** What held from one day to another; what holds on the day that is shown is marked, in words too. */
function Spans({ spans, day }: { readonly spans: readonly Span[]; readonly day: string }) {
  const texts = useTexts(rosterTexts);
  const language = useLanguage();
  return (
    <div className="scrolled">
      <table className="roster">
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.from}</th>
            <th scope="col">{texts.until}</th>
          </tr>
        </thead>
        <tbody>
          {spans.map((span) => {
            const { id, name, from, until, link } = span;
            const isNow = holdsOn(span, day);
            return (
              <tr key={id} className={isNow ? "span-now" : undefined}>
                <th scope="row">
                  {link ? (
                    <PageLink page={unitAddress} state={link}>
                      <PlainText>{name}</PlainText>
                    </PageLink>
                  ) : (
                    <PlainText>{name}</PlainText>
                  )}
                  {isNow && <span className="small"> ● {texts.isOnDay}</span>}
                </th>
                <td>{dayText(from, language)}</td>
                <td>{until == null ? texts.stillSo : dayText(until, language)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Others({
  title,
  units,
}: {
  readonly title: string;
  readonly units: readonly { readonly id: string | number; readonly name: string }[];
}) {
  if (units.length === 0) return null;
  return (
    <Part title={title}>
      <ul>
        {units.map(({ id, name }) => (
          <li key={id}>
            <PageLink page={unitAddress} state={{ unitId: String(id) }}>
              <PlainText>{name}</PlainText>
            </PageLink>
          </li>
        ))}
      </ul>
    </Part>
  );
}
