// A number of a board as of a moment 计数: it leads to the list of what it counts; 0 is text.
import { NumberLink } from "../parts/number-link.tsx";
import { listOf } from "./addresses.ts";
import type { Count } from "./counts.ts";
import { useCountWord } from "./use-count-word.ts";

export function CountDoor({ planId, of, count, asOf }: Count & { readonly planId: string; readonly asOf: string }) {
  const countWord = useCountWord();
  return <NumberLink count={count} of={countWord(of)} page={listOf} state={{ planId, of, asOf }} />;
}
