// Documents by key, asked for together: what the fields of a whole page want is one question to the views.
import type { Answer, ModelOf } from "@taizhang/projections";
import type { Context } from "../context.ts";

interface Batch<Doc> {
  readonly keys: Set<string>;
  readonly found: Promise<(key: string) => Answer<Doc | null>>;
}

/** Makes a lookup that answers as `views.get` does. Keys asked for in one go, within a request, are looked up together. */
export function batched<Doc>(model: ModelOf<Doc>): (context: Context, key: string) => Promise<Answer<Doc | null>> {
  // By request, so that nothing is shared between readers and nothing outlives its answer.
  const batches = new WeakMap<Context, Batch<Doc>>();

  async function lookUp(context: Context, wanted: ReadonlySet<string>) {
    // Whoever asks from here on begins the next batch.
    batches.delete(context);
    const keys = [...wanted];
    const { value, ...answer } = await context.views.getMany(model, keys);
    const docs = new Map(keys.map((key, at) => [key, value[at] ?? null]));
    return (key: string) => ({ ...answer, value: docs.get(key) ?? null });
  }

  return async (context, key) => {
    let batch = batches.get(context);
    if (!batch) {
      const keys = new Set<string>();
      batch = { keys, found: Promise.resolve().then(() => lookUp(context, keys)) };
      batches.set(context, batch);
    }
    batch.keys.add(key);
    return (await batch.found)(key);
  };
}
