// A read model of a test's own: it folds nothing, so that a test commits to it what it wants to find in it.
import { type Documents, kindOf } from "../src/read-model.ts";

/** The documents of a model of this name. */
export function ownModel<Doc>(name: string, version = 1): Documents<Doc> {
  const model = { name, version, key: () => null, fold: () => null, shows: () => [] };
  return { ...kindOf<Doc>(), model };
}
