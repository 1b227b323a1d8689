// How a part came to its unit, and left it 分工变动: handed over, nobody's, disputed, exempted and restored, each with its reason.
import type { PartMovesFragment } from "../generated/operations.ts";
import { dayText, instantText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { owedTexts } from "./texts.ts";

type HandOver = PartMovesFragment["from"][number];

/** What there is to say, a line for each; empty for a part that stayed with its unit. */
export function usePartMoves(part: PartMovesFragment): readonly string[] {
  const texts = useTexts(owedTexts);
  const language = useLanguage();
  const [causeWord, disputeWord] = [useWords("HandOverCause"), useWords("DisputeState")];
  const { from, handedOver, ownerlessSince, dispute, exemption, restoration } = part;
  const at = (instant: string) => instantText(instant, language);
  const ofHandOver = ({ unit, cause, at: when, reason }: HandOver, tell: typeof texts.cameFrom) =>
    tell(at(when), unit.name, causeWord(cause), reason ?? "");
  return [
    ...from.map((each) => ofHandOver(each, texts.cameFrom)),
    ...(dispute ? [texts.disputed(at(dispute.at), dispute.reason, dispute.suggestedUnit?.name ?? "")] : []),
    ...(dispute?.answer
      ? [texts.disputeAnswered(at(dispute.answer.at), disputeWord(dispute.state), dispute.answer.text ?? "")]
      : []),
    ...(exemption ? [texts.exempted(at(exemption.at), exemption.reason, exemption.authority)] : []),
    ...(restoration ? [texts.restored(at(restoration.at), restoration.reason, restoration.authority)] : []),
    ...(ownerlessSince ? [texts.ownerless(dayText(ownerlessSince, language))] : []),
    ...(handedOver ? [ofHandOver(handedOver, texts.wentTo)] : []),
  ];
}

export function PartMoves({ part }: { readonly part: PartMovesFragment }) {
  const moves = usePartMoves(part);
  return moves.map((move) => (
    <p key={move} className="small">
      <PlainText>{move}</PlainText>
    </p>
  ));
}
