// Documents by key, asked for together: what the fields of a whole page want is one question to the views.
import type { Answer, Documents } from "@taizhang/projections";
import DataLoader from "dataloader";
import type { Reading } from "./reading.ts";

/** Makes a lookup that answers as `views.get` does. Keys asked for at the same time are looked up together. */
export function batched<Doc>(of: Documents<Doc>): (views: Reading, key: string) => Promise<Answer<Doc | null>> {
  const loaders = new WeakMap<Reading, DataLoader<string, Answer<Doc | null>>>();

  function loaderFor(views: Reading) {
    const loader = new DataLoader<string, Answer<Doc | null>>(async (keys) => {
      // Only keys of one batch share an answer: what is asked for later may have to include more.
      loader.clearAll();
      const { value, ...answer } = await views.getMany(of, keys);
      return value.map((doc) => ({ ...answer, value: doc }));
    });
    loaders.set(views, loader);
    return loader;
  }

  return (views, key) => (loaders.get(views) ?? loaderFor(views)).load(key);
}
