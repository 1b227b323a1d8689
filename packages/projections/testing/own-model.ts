// A read model that folds nothing, to which tests commit documents themselves.
import { type Documents, kindOf } from "../src/read-model.ts";

/** A model with this name and one kind of document. */
export function ownModel<Doc>(name: string, version = 1): Documents<Doc> {
  const model = { name, version, key: () => null, fold: () => null, shows: () => [] };
  return { ...kindOf<Doc>(), model };
}
