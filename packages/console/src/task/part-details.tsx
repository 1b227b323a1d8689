// What a unit has filed and owes in its part 分工详情, asked for when it is opened: as its ledger shows it, with what may be done about each.
import { useState } from "react";
import { OpenedPart } from "../ledger/opened.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { taskTexts } from "./texts.ts";
import "../styles/ledger.css";

export function PartDetails({
  taskId,
  unit,
}: {
  readonly taskId: string;
  readonly unit: { readonly id: string | number; readonly name: string };
}) {
  const texts = useTexts(taskTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="part-details" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {texts.partDetails}
        <span className="unseen-text">
          （<PlainText>{unit.name}</PlainText>）
        </span>
      </summary>
      {isOpen && (
        <OpenedPart taskId={taskId} unitId={String(unit.id)} owed={nothing} mayAct={true} isOnLedger={false} />
      )}
    </details>
  );
}

const nothing = {};
