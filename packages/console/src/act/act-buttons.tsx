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
  const isRefused = refusal != null;
  // One button for both, so that who waits at one that is refused has the focus on it still once it can be pressed.
  return (
    <span className="act">
      <button
        type="button"
        data-act={isRefused ? undefined : name}
        aria-disabled={isRefused || undefined}
        aria-describedby={isRefused ? reason : undefined}
        onClick={isRefused ? undefined : () => press(name, say(title))}
      >
        {say(title)}
      </button>
      {isRefused && (
        <span id={reason} className="small">
          {say(refusal.message)}
        </span>
      )}
    </span>
  );
}
