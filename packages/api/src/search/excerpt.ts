// What is shown of the words of something that was found 摘录: some characters around the term that was asked for.
import { foldName } from "@taizhang/domain";
import { limits } from "../limits/limits.ts";

/** A text, cut to what is around a term where it is long. The term is folded already; a text without it is shown from its beginning. */
export function excerptAround(text: string, term: string): string {
  const characters = [...text];
  if (characters.length <= limits.excerptLength) return text;
  const begin = Math.max(
    0,
    Math.min(placeOf(characters, term) - limits.excerptLength / 4, characters.length - limits.excerptLength),
  );
  const cut = characters.slice(begin, begin + limits.excerptLength).join("");
  return `${begin > 0 ? "…" : ""}${cut}${begin + limits.excerptLength < characters.length ? "…" : ""}`;
}

/** Where a term begins: the number of characters before it; 0 where it is not there. */
function placeOf(characters: readonly string[], term: string): number {
  const places: number[] = [];
  let folded = "";
  for (const [at, character] of characters.entries()) {
    const plain = foldName(character);
    for (let nth = 0; nth < plain.length; nth += 1) places.push(at);
    folded += plain;
  }
  return places[folded.indexOf(term)] ?? 0;
}
