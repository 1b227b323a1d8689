// The buttons of acts 可办事项, as the server says: one that is refused is shown with its reason, and cannot be pressed.
import { useId } from "react";
import type { ActShownFragment } from "../generated/operations.ts";
import { useSay } from "../texts/catalogue.ts";
import "../styles/act.css";

export function ActButtons({
  acts,
  names,
  press,
}: {
  readonly acts: readonly ActShownFragment[];
  /** The acts that the page can do, in the order of their buttons. */
  readonly names: readonly string[];
  readonly press: (name: string, title: string) => void;
}) {
  const shown = names.flatMap((name) => acts.find((act) => act.name === name) ?? []);
  return (
    <div className="buttons acts">
      {shown.map((act) => (
        <ActButton key={act.name} act={act} press={press} />
      ))}
    </div>
  );
}

function ActButton({
  act: { name, title, refusal },
  press,
}: {
  readonly act: ActShownFragment;
  readonly press: (name: string, title: string) => void;
}) {
  const say = useSay();
  const reason = useId();
  if (refusal == null) {
    return (
      <button type="button" data-act={name} onClick={() => press(name, say(title))}>
        {say(title)}
      </button>
    );
  }
  return (
    <span className="act-refused">
      <button type="button" aria-disabled="true" aria-describedby={reason}>
        {say(title)}
      </button>
      <span id={reason} className="small">
        {say(refusal.message)}
      </span>
    </span>
  );
}
