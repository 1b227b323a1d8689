// What a unit has filed and owes in its part 分工详情, asked for when it is opened: as its ledger shows it, with what may be done about each.
import { useEffect, useState } from "react";
import { OpenedPart } from "../ledger/opened.tsx";
import { Folded } from "../parts/folded.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { taskTexts } from "./texts.ts";
import "../styles/ledger.css";

interface Part {
  readonly taskId: string;
  readonly unit: { readonly id: string | number; readonly name: string };
}

export function PartDetails(part: Part) {
  const texts = useTexts(taskTexts);
  const joining = useJoining();
  return (
    <Folded
      className="part-details"
      summary={
        <>
          {texts.partDetails}
          <span className="unseen-text">
            <PlainText>{joining.aside(part.unit.name)}</PlainText>
          </span>
        </>
      }
    >
      {(isOpen) => <Details {...part} isOpen={isOpen} />}
    </Folded>
  );
}

/** What was opened once stays there for the paper; what never was is not known, and the paper says so. */
function Details({ taskId, unit, isOpen }: Part & { readonly isOpen: boolean }) {
  const texts = useTexts(taskTexts);
  const [wasOpened, setOpened] = useState(false);
  useEffect(() => {
    if (isOpen) setOpened(true);
  }, [isOpen]);
  if (!isOpen && !wasOpened) return <p className="on-paper">{texts.detailsNotPrinted}</p>;
  return <OpenedPart taskId={taskId} unitId={String(unit.id)} owed={nothing} mayAct={true} isOnLedger={false} />;
}

const nothing = {};
