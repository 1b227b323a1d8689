// The buttons of acts 可办事项, as the server says: one that is refused is shown with its reason, and cannot be pressed; nor can one that was.
import { useId } from "react";
import type { ActShownFragment } from "../generated/operations.ts";
import { useSay } from "../texts/catalogue.ts";
import "../styles/act.css";

export function ActButtons({
  acts,
  names,
  underWay = [],
  press,
}: {
  readonly acts: readonly ActShownFragment[];
  /** The acts that the page can do, in the order of their buttons. */
  readonly names: readonly string[];
  /** Those of them that were pressed, and whose effect is not here yet: they are not pressed again. */
  readonly underWay?: readonly string[];
  readonly press: (name: string, title: string) => void;
}) {
  const shown = names.flatMap((name) => acts.find((act) => act.name === name) ?? []);
  return (
    <div className="buttons acts">
      {shown.map((act) => (
        <ActButton key={act.name} act={act} isUnderWay={underWay.includes(act.name)} press={press} />
      ))}
    </div>
  );
}

function ActButton({
  act: { name, title, refusal },
  isUnderWay,
  press,
}: {
  readonly act: ActShownFragment;
  readonly isUnderWay: boolean;
  readonly press: (name: string, title: string) => void;
}) {
  const say = useSay();
  const reason = useId();
  const isRefused = refusal != null;
  const isIdle = isRefused || isUnderWay;
  // One button for all, so that who waits at one that is refused, or has pressed it, has the focus on it still once it can be pressed.
  return (
    <span className="act">
      <button
        type="button"
        data-act={isRefused ? undefined : name}
        aria-disabled={isIdle || undefined}
        aria-describedby={isRefused ? reason : undefined}
        onClick={isIdle ? undefined : () => press(name, say(title))}
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
