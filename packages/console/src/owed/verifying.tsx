// Checking what is published 核查公开: of which piece of evidence, what was found, with a note.
import { ActForms } from "../act/act-forms.tsx";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { isOpen } from "../act/open-acts.ts";
import { type ActShownFragment, type PublicationVerdict, VerifyPublicationDocument } from "../generated/operations.ts";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { words } from "../words.ts";
import { draftOfTarget, keyOfTarget } from "./target.ts";
import { owedTexts } from "./texts.ts";

const isVerdict = (text: string): text is PublicationVerdict => Object.keys(words.PublicationVerdict).includes(text);
const verdicts = Object.keys(words.PublicationVerdict).filter(isVerdict);

export function Verifying({
  evidence,
  reportNo,
  target,
  acts,
}: {
  readonly evidence: readonly { readonly title: string }[];
  /** The report whose evidence it is; null for the claim. */
  readonly reportNo: number | null;
  readonly target: { readonly taskId: string; readonly unitId: string };
  readonly acts: readonly ActShownFragment[];
}) {
  const texts = useTexts(owedTexts);
  const verdictWord = useWords("PublicationVerdict");
  const verifying: KnownAct = {
    name: "verifyPublication",
    specs: [
      {
        ...{ name: "place", label: texts.place, kind: "choice", first: "1" },
        options: evidence.map(({ title }, at) => [String(at + 1), texts.pieceNo(at + 1, title)] as const),
      },
      {
        ...{ name: "verdict", label: texts.verdict, kind: "choice", first: "FOUND" },
        options: verdicts.map((verdict) => [verdict, verdictWord(verdict)] as const),
      },
      { name: "note", label: texts.note, kind: "text" },
    ],
    command: ({ place = "1", verdict = "", note = "" }, commandId) =>
      commandsOn(keyOfTarget(target))(VerifyPublicationDocument, {
        ...{ commandId, ...target, reportNo, place: Number(place), note: note.trim() || null },
        verdict: isVerdict(verdict) ? verdict : "FOUND",
      }),
  };
  // Whoever may not check, such as the unit itself, is not told so under each of its reports.
  const open = acts.filter(isOpen);
  if (evidence.length === 0) return null;
  return <ActForms acts={open} known={[verifying]} of={draftOfTarget(target, reportNo ?? "claim")} />;
}
