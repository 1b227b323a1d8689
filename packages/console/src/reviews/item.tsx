// What waits, in whole 待办详情: the words to judge, what was said before, the evidence, and the ways to decide.

import { useEffect, useRef, useState } from "react";
import { ActButtons } from "../act/act-buttons.tsx";
import { ActForm } from "../act/act-form.tsx";
import type { Closing } from "../act/closing.ts";
import type { SuggestedUnits } from "../act/fields.ts";
import type { AnyCommand } from "../act/known-act.ts";
import { mayNow } from "../act/open-acts.ts";
import { useOpener } from "../act/use-opener.ts";
import type { ActShownFragment } from "../generated/operations.ts";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { type Move, movesOn, type Waiting } from "./moves.ts";
import { ReviewedCompletion, ReviewedGroup, ReviewedPart, type ShowMoves } from "./reviewed.tsx";
import { reviewTexts } from "./texts.ts";

/** What hands a decision over. */
export type Decide = (command: AnyCommand) => void;

interface Deciding {
  readonly waiting: Waiting;
  readonly decide: Decide;
  /** The reasons that were given before, the last first. */
  readonly reasons: readonly string[];
  /** Puts the focus back on the list, where nobody knows from where a form was opened. */
  readonly back: () => void;
}

export function Item(deciding: Deciding) {
  const { waiting } = deciding;
  const { taskId, planId, unit } = waiting;
  const moves: ShowMoves = (acts, suggested = []) => <Moves {...{ acts, suggested }} {...deciding} />;
  if (taskId == null) {
    if (!unit) return null;
    return <ReviewedCompletion planId={String(planId)} unitId={String(unit.id)} {...{ waiting, moves }} />;
  }
  if (!unit) return <ReviewedGroup taskId={String(taskId)} {...{ waiting, moves }} />;
  return <ReviewedPart taskId={String(taskId)} unitId={String(unit.id)} {...{ waiting, moves }} />;
}

/** The ways to decide: the usual one stands open, the others are a press away; one that is refused says why. */
function Moves({
  waiting,
  decide,
  reasons,
  back,
  acts,
  suggested,
}: Deciding & { readonly acts: readonly ActShownFragment[]; readonly suggested: readonly SuggestedUnits[] }) {
  const texts = useTexts(reviewTexts);
  const [opened, setOpened] = useState<string | null>(null);
  const opener = useOpener();
  const moves = movesOn(waiting, texts, reasons, suggested);
  const actOf = (move: Move) => acts.find(({ name }) => name === move.name);
  const isOpen = (move: Move) => mayNow(acts, move.name);
  const [usual] = moves.filter(({ key }) => key === "y");
  const other = moves.find(({ name }) => name === opened);
  const names = moves.filter((move) => move !== usual || !isOpen(move)).map(({ name }) => name);
  const formOf = (move: Move) => <MoveForm key={move.name} {...{ move, waiting, decide }} act={actOf(move)} />;
  return (
    <div className="moves" data-no={moves.find(({ key }) => key === "n")?.name}>
      {usual && isOpen(usual) && !other && formOf(usual)}
      <ActButtons
        acts={acts}
        names={names}
        press={(name) => {
          opener.note();
          setOpened(name === opened ? null : name);
        }}
      />
      {other && isOpen(other) && (
        <div className="move-other">
          <MoveForm
            key={other.name}
            {...{ move: other, waiting, decide }}
            act={actOf(other)}
            cancel={(form) => {
              setOpened(null);
              if (!opener.back(form)) back();
            }}
          />
        </div>
      )}
    </div>
  );
}

function MoveForm({
  move,
  waiting,
  decide,
  act,
  cancel,
}: Omit<Deciding, "reasons" | "back"> & {
  readonly move: Move;
  readonly act: ActShownFragment | undefined;
  /** Closes it, where it was opened; then it takes the focus, too. */
  readonly cancel?: Closing;
}) {
  const say = useSay();
  const place = useRef<HTMLDivElement>(null);
  const isOther = cancel !== undefined;
  useEffect(() => {
    if (isOther) place.current?.querySelector<HTMLElement>("textarea, input")?.focus();
  }, [isOther]);
  if (!act) return null;
  return (
    <div className="move" data-key={move.key} ref={place}>
      <ActForm
        form={`review/${move.name}/${waiting.id}`}
        title={say(act.title)}
        specs={move.specs}
        command={move.command}
        later={decide}
        done={() => undefined}
        {...(cancel ? { cancel } : {})}
      />
    </div>
  );
}
