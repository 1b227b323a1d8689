// Looks up documents by key in batches: what all fields of a page need is one call to the views.
/** Makes a lookup that answers as `views.get` does. Keys that are asked for at the same time are looked up together. */
import type { Answer, Documents } from "@taizhang/projections";
import DataLoader from "dataloader";
import type { Reading } from "./reading.ts";

export function batched<Doc>(of: Documents<Doc>): (views: Reading, key: string) => Promise<Answer<Doc | null>> {
  const loaders = new WeakMap<Reading, DataLoader<string, Answer<Doc | null>>>();

  function loaderFor(views: Reading) {
    const loader = new DataLoader<string, Answer<Doc | null>>(async (keys) => {
      // Only the keys of one batch share an answer: a later one may have to include more.
      loader.clearAll();
      const { value, ...answer } = await views.getMany(of, keys);
      return value.map((doc) => ({ ...answer, value: doc }));
    });
    loaders.set(views, loader);
    return loader;
  }

  return (views, key) => (loaders.get(views) ?? loaderFor(views)).load(key);
}
