// Buttons of acts, of which one at a time opens its form; acts that the page does not know are left out, those refused now stand apart.
import { useConsole } from "../console.ts";
import type { ActShownFragment } from "../generated/operations.ts";
import { useSay } from "../texts/catalogue.ts";
import { ActButtons } from "./act-buttons.tsx";
import { ActForm } from "./act-form.tsx";
import { ClaimInTheWay, type OfPart, staysOpen } from "./claim-in-the-way.tsx";
import { isBegun } from "./is-begun.ts";
import type { KnownAct } from "./known-act.ts";
import { isOpen } from "./open-acts.ts";
import { RefusedActs } from "./refused-acts.tsx";
import { useOpenedAct } from "./use-opened-act.ts";

export function ActForms({
  acts,
  known,
  of,
  part,
}: {
  readonly acts: readonly ActShownFragment[];
  readonly known: readonly KnownAct[];
  /** What drafts are kept under, with the name of the act before it. */
  readonly of: string;
  /** The part that they are about; left out where they are about something else. */
  readonly part?: OfPart;
}) {
  const say = useSay();
  const parts = useConsole();
  const offered = acts.filter(({ name }) => known.some((each) => each.name === name));
  const open = offered.filter(isOpen);
  // A form that was open when the browser ended is open again: its draft says so.
  const { place, opened, press, close } = useOpenedAct(
    () =>
      known.find(
        ({ name }) => offered.some((each) => each.name === name && staysOpen(each)) && isBegun(parts, `${name}/${of}`),
      )?.name ?? null,
  );
  const act = offered.find((each) => each.name === opened && staysOpen(each));
  const form = known.find(({ name }) => name === opened);
  const names = known.map(({ name }) => name);
  // Also where nothing is left to be done: the focus may be here.
  if (offered.length === 0) return <div {...place} />;
  return (
    <div {...place}>
      {open.length > 0 && <ActButtons acts={open} names={names} press={press} />}
      {act && form && (
        <ActForm
          key={form.name}
          form={`${form.name}/${of}`}
          title={say(act.title)}
          specs={form.specs}
          command={form.command}
          done={close}
          cancel={close}
        />
      )}
      {act && form && part && <ClaimInTheWay {...part} />}
      <RefusedActs acts={offered} names={names} />
    </div>
  );
}
