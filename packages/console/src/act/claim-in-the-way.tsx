// A claim that is in the way 已申报办结: what is refused because of it can be sent once the claim is withdrawn, which is offered right there.
import { useQuestion } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import {
  type ActShownFragment,
  ActsOfPartDocument,
  WithdrawClaimDocument,
  type WithdrawClaimInput,
} from "../generated/operations.ts";
import { focusFrom } from "../parts/kept-focus.ts";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { ActButtons } from "./act-buttons.tsx";
import { ActForm } from "./act-form.tsx";
import type { Closing } from "./closing.ts";
import { about } from "./overlay.ts";
import { partKey } from "./part-key.ts";
import { actTexts } from "./texts.ts";
import { useOpenedAct } from "./use-opened-act.ts";

/** A unit's part in a task. */
export interface OfPart {
  readonly taskId: string;
  readonly unitId: string;
}

const pending = "CLAIM_PENDING";

/** Whether an open form of an act stays: also where completion was claimed meanwhile, for what is typed there can be sent once that is withdrawn. */
export const staysOpen = ({ refusal }: ActShownFragment): boolean => refusal == null || refusal.code === pending;

/** Takes the claim back, with the reason. */
export function WithdrawForm({
  taskId,
  unitId,
  ...rest
}: OfPart & { readonly done: Closing; readonly cancel: Closing }) {
  const texts = useTexts(actTexts);
  return (
    <ActForm<WithdrawClaimInput>
      {...rest}
      form={`withdraw/${taskId}/${unitId}`}
      title={texts.withdrawClaim}
      specs={[{ name: "reason", label: texts.reason, kind: "text", isRequired: true }]}
      command={({ reason = "" }, commandId) => ({
        document: WithdrawClaimDocument,
        input: { commandId, taskId, unitId, reason },
        of: partKey(taskId, unitId),
        fields: { state: "ACCEPTED" },
      })}
    />
  );
}

/** The offer, behind the form or on the line of a part on which something was refused because of its claim; nothing elsewhere. */
export function ClaimInTheWay({
  taskId,
  unitId,
  behind,
}: OfPart & {
  /** What takes the focus once it is withdrawn; left out, the form before it. */
  readonly behind?: () => HTMLElement | null | undefined;
}) {
  const overlay = useStore(useConsole().acting.overlay);
  const { place, opened, press, close } = useOpenedAct();
  const isRefused = about(overlay, partKey(taskId, unitId)).some(
    ({ outcome }) => outcome.kind === "refused" && outcome.code === pending,
  );
  // What was refused gives way as soon as the withdrawal is sent.
  if (!isRefused && opened === null) return null;
  const withdrawn: Closing = (withdrawing) => {
    const here = place.ref.current;
    const form = here?.previousElementSibling;
    const next = behind ? behind() : form instanceof HTMLFormElement ? form : null;
    focusFrom(here, next);
    close(withdrawing);
  };
  return (
    <div {...place} className="claim-in-the-way">
      <Offer press={press} {...{ taskId, unitId }} />
      {opened !== null && <WithdrawForm done={withdrawn} cancel={close} {...{ taskId, unitId }} />}
    </div>
  );
}

/** The button, where the reader may withdraw it; what the lead has endorsed already only others can give back, and the reason says who. */
function Offer({ press, ...part }: OfPart & { readonly press: (name: string) => void }) {
  const { data } = useQuestion(ActsOfPartDocument, part, { about: { taskId: part.taskId } });
  const acts = (data?.task?.assignments ?? [])
    .flatMap((each) => each.acts)
    .filter(
      ({ name, refusal }) => name === "withdrawClaim" && (refusal == null || refusal.code === "ALREADY_ENDORSED"),
    );
  return <ActButtons acts={acts} names={["withdrawClaim"]} press={press} />;
}
