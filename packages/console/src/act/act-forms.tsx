// Buttons of acts, of which one at a time opens its form; acts that the page does not know are left out.
import { useState } from "react";
import type { ActShownFragment } from "../generated/operations.ts";
import { useSay } from "../texts/catalogue.ts";
import { ActButtons } from "./act-buttons.tsx";
import { ActForm } from "./act-form.tsx";
import type { KnownAct } from "./known-act.ts";

export function ActForms({
  acts,
  known,
  of,
}: {
  readonly acts: readonly ActShownFragment[];
  readonly known: readonly KnownAct[];
  /** What drafts are kept under, with the name of the act before it. */
  readonly of: string;
}) {
  const say = useSay();
  const [opened, setOpened] = useState<string | null>(null);
  const offered = acts.filter(({ name }) => known.some((each) => each.name === name));
  const act = offered.find(({ name, refusal }) => name === opened && refusal == null);
  const form = known.find(({ name }) => name === opened);
  if (offered.length === 0) return null;
  const close = () => setOpened(null);
  return (
    <>
      <ActButtons
        acts={offered}
        names={known.map(({ name }) => name)}
        press={(name) => setOpened(name === opened ? null : name)}
      />
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
    </>
  );
}
