// What a mutation shows after its command. The command is stored by then, so it is never answered with an error because
// the read models cannot show its effect yet: the receipt comes alone, with the reason.
import type { Sentence as DomainSentence } from "@taizhang/domain";
import type { Context } from "../context.ts";
import { outageOf } from "../errors.ts";
import { Sentence } from "./sentence.ts";

/** What is shown: the value, or why it cannot be shown just now. */
export interface Afterwards<Value> {
  readonly value: Value | null;
  readonly notShown: DomainSentence | null;
}

/** Makes the reading after a command. Each answer is read for once, whichever of its fields are asked for. */
export function afterwards<Root extends object, Value>(
  read: (root: Root, context: Context) => Promise<Value | null>,
): (root: Root, context: Context) => Promise<Afterwards<Value>> {
  const known = new WeakMap<Root, Promise<Afterwards<Value>>>();
  return (root, context) => {
    const reading = known.get(root) ?? shown(() => read(root, context), context);
    known.set(root, reading);
    return reading;
  };
}

async function shown<Value>(read: () => Promise<Value | null>, { views }: Context): Promise<Afterwards<Value>> {
  try {
    // Waits for all models at once, so that what is asked for below the value, such as names, is there as well.
    await views.allReady();
    return { value: await read(), notShown: null };
  } catch (error) {
    const notShown = outageOf(error);
    if (!notShown) throw error;
    return { value: null, notShown };
  }
}

/** The type of an answer's `notShown` field. */
export const notShownType = () => Sentence;

/** The description of an answer's `notShown` field. */
export const notShownField = {
  nullable: true,
  description:
    "Why what the command is about is null although it is there 暂不能显示的原因: the read models do not show the effect yet. " +
    "The command itself is stored; ask again shortly.",
};
