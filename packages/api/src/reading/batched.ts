// Looks up documents by key in batches: what all fields of a page need is one call to the views.
import type { Answer, Documents } from "@taizhang/projections";
import DataLoader from "dataloader";
import type { Reading } from "./reading.ts";

/** Makes a lookup that answers as `views.get` does. Keys that are asked for at the same time are looked up together. */
export const batched = <Doc>(of: Documents<Doc>) => batchedAs(of, (answer) => answer);

/** The same, of what is shown for an answer: that is made once for all who ask for its key at the same time. */
export function batchedAs<Doc, Shown>(
  of: Documents<Doc>,
  shownFor: (answer: Answer<Doc | null>) => Shown,
): (views: Reading, key: string) => Promise<Shown> {
  const loaders = new WeakMap<Reading, DataLoader<string, Shown>>();

  function loaderFor(views: Reading) {
    const loader = new DataLoader<string, Shown>(async (keys) => {
      // Only the keys of one batch share an answer: a later one may have to include more.
      loader.clearAll();
      const { value, ...answer } = await views.getMany(of, keys);
      return value.map((doc) => shownFor({ ...answer, value: doc }));
    });
    loaders.set(views, loader);
    return loader;
  }

  return (views, key) => (loaders.get(views) ?? loaderFor(views)).load(key);
}
