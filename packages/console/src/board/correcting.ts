// Correcting the issue of a plan 更正印发: its day and settings as they are, of which only what is changed is sent.
import type { FieldSpec, Fields } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { CorrectIssueDocument, type Regularly } from "../generated/operations.ts";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { words } from "../words.ts";
import type { PlanOnBoard } from "./plan-on-board.ts";
import { boardTexts } from "./texts.ts";

const isRhythm = (text: string): text is Regularly => Object.keys(words.Regularly).includes(text);
const rhythms = Object.keys(words.Regularly).filter(isRhythm);

/** The act. What the form was filled from is kept with its draft. */
export function useCorrecting({ id, issuedOn, settings }: PlanOnBoard, reason: FieldSpec): KnownAct {
  const texts = useTexts(boardTexts);
  const word = useWords("Regularly");
  const planId = String(id);
  const was = {
    ...{
      issuedOn: issuedOn ?? "",
      dueSoonDays: String(settings?.dueSoonDays ?? ""),
      regularly: settings?.regularly ?? "",
    },
    ...{ reportingOn: settings?.reportingOn ?? "", endorsement: yesNo(settings?.steps.endorsement) },
    signOff: yesNo(settings?.steps.signOff),
  };
  const answers = [
    ["yes", texts.yes],
    ["no", texts.no],
  ] as const;
  return {
    name: "correctIssue",
    specs: [
      { name: "issuedOn", label: texts.issuedDay, kind: "day", first: was.issuedOn, isRequired: true },
      { name: "dueSoonDays", label: texts.dueSoonDays, kind: "line", first: was.dueSoonDays, isRequired: true },
      {
        ...{ name: "regularly", label: texts.regularly, kind: "choice", first: was.regularly },
        options: rhythms.map((rhythm) => [rhythm, word(rhythm)] as const),
      },
      { name: "reportingOn", label: texts.reportingOn, kind: "day", first: was.reportingOn },
      { name: "endorsement", label: texts.endorsement, kind: "choice", first: was.endorsement, options: answers },
      { name: "signOff", label: texts.signOff, kind: "choice", first: was.signOff, options: answers },
      ...Object.entries(was).map(
        ([name, first]): FieldSpec => ({ name: `was.${name}`, label: "", kind: "kept", first }),
      ),
      reason,
    ],
    command: (fields, commandId) =>
      commandsOn(`plan/${planId}`)(CorrectIssueDocument, {
        ...{ commandId, planId, reason: fields["reason"] ?? "", ...correctedIn(fields) },
      }),
  };
}

const yesNo = (is: boolean | undefined): string => (is ? "yes" : "no");

/** What the fields change. A reporting day that is emptied is taken away. */
function correctedIn(fields: Fields) {
  const changed = (name: string): string | null => {
    const now = (fields[name] ?? "").trim();
    return now === (fields[`was.${name}`] ?? "").trim() ? null : now;
  };
  const [issuedOn, dueSoonDays, regularly] = [changed("issuedOn"), changed("dueSoonDays"), changed("regularly")];
  const [reportingOn, endorsement, signOff] = [changed("reportingOn"), changed("endorsement"), changed("signOff")];
  const steps = {
    ...(endorsement === null ? {} : { endorsement: endorsement === "yes" }),
    ...(signOff === null ? {} : { signOff: signOff === "yes" }),
  };
  return {
    ...(issuedOn === null ? {} : { issuedOn }),
    ...(dueSoonDays === null ? {} : { dueSoonDays: Number(dueSoonDays) }),
    ...(regularly !== null && isRhythm(regularly) ? { regularly } : {}),
    ...(reportingOn === null ? {} : reportingOn === "" ? { withoutReportingDay: true } : { reportingOn }),
    ...(Object.keys(steps).length === 0 ? {} : { steps }),
  };
}
