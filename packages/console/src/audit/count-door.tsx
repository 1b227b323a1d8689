// A number of a board as of a moment 计数: it leads to the list of what it counts; 0 is text.

import { listAddress } from "../list/address.ts";
import { NumberLink } from "../parts/number-link.tsx";
import type { Count } from "./counts.ts";
import { pickedOf } from "./picked.ts";
import { useCountWord } from "./use-count-word.ts";

export function CountDoor({ planId, of, count, asOf }: Count & { readonly planId: string; readonly asOf: string }) {
  const countWord = useCountWord();
  return <NumberLink count={count} of={countWord(of)} page={listAddress} state={{ planId, ...pickedOf(of), asOf }} />;
}
