// What may be done about a unit's part 分工办理: by the unit itself, its lead, or the office, as the server says.
import { ActButtons } from "../act/act-buttons.tsx";
import { ActForm } from "../act/act-form.tsx";
import { ClaimInTheWay, staysOpen, WithdrawForm } from "../act/claim-in-the-way.tsx";
import { isOpen } from "../act/open-acts.ts";
import { RefusedActs } from "../act/refused-acts.tsx";
import { useOpenedAct } from "../act/use-opened-act.ts";
import type { ActShownFragment } from "../generated/operations.ts";
import { ClaimForm, ReportForm } from "../ledger/forms.tsx";
import { useAccept } from "../ledger/use-accept.ts";
import { useSay } from "../texts/catalogue.ts";
import { useActsOfPart } from "./acts-of-part.ts";

interface PartActedOn {
  readonly taskId: string;
  readonly unitId: string;
  /** The key of the part. */
  readonly of: string;
  readonly acts: readonly ActShownFragment[];
}

/** The acts whose forms are those of the ledger; what was typed there is found here. */
const ofLedger = ["acceptAssignment", "reportProgress", "claimCompletion", "withdrawClaim"];

export function PartActs({ taskId, unitId, of, acts }: PartActedOn) {
  const say = useSay();
  const { accept, underWay } = useAccept({ taskId, unitId }, of);
  const { place, opened, press: open, close } = useOpenedAct();
  const known = useActsOfPart(taskId, unitId, of);
  const names = [...ofLedger, ...known.map(({ name }) => name)];
  const offered = acts.filter(({ name }) => names.includes(name));
  const free = offered.filter(isOpen);
  const act = offered.find((each) => each.name === opened && staysOpen(each));
  const form = known.find(({ name }) => name === opened);
  if (offered.length === 0) return <div {...place} />;

  const where = { taskId, unitId, of, done: close, cancel: close };
  function press(name: string, title: string): void {
    if (name === "acceptAssignment") accept(title);
    else open(name);
  }

  return (
    <div {...place}>
      <ActButtons acts={free} {...{ names, underWay, press }} />
      {act?.name === "reportProgress" && <ReportForm {...where} title={say(act.title)} />}
      {act?.name === "claimCompletion" && <ClaimForm {...where} />}
      {act?.name === "withdrawClaim" && <WithdrawForm {...where} />}
      {act && form && (
        <ActForm
          key={form.name}
          form={`${form.name}/${taskId}/${unitId}`}
          title={say(act.title)}
          specs={form.specs}
          command={form.command}
          done={close}
          cancel={close}
        />
      )}
      {act && form && <ClaimInTheWay {...{ taskId, unitId }} />}
      <RefusedActs acts={offered} names={names} />
    </div>
  );
}
