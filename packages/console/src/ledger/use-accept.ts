// Accepting one part 签收 by its button: one command, however often it is pressed.
import type { OfPart } from "../act/claim-in-the-way.tsx";
import { commandId } from "../act/command-id.ts";
import { overlaid } from "../act/overlay.ts";
import { useConsole } from "../console.ts";
import { AcceptAssignmentDocument } from "../generated/operations.ts";
import { useStore } from "../store.ts";

/** How to accept a part, by the key of the part; and which of its acts are under way, so that they are not pressed again. */
export function useAccept({ taskId, unitId }: OfPart, of: string) {
  const { acting } = useConsole();
  const overlay = useStore(acting.overlay);
  // A report that is under way accepts it, too.
  const { state } = overlaid<{ readonly state?: unknown }>({}, of, overlay);
  return {
    underWay: state === undefined ? [] : ["acceptAssignment"],
    accept(title: string): void {
      const input = { commandId: commandId(), taskId, unitId };
      void acting.act({ document: AcceptAssignmentDocument, input, of, fields: { state: "ACCEPTED" }, title });
    },
  };
}
