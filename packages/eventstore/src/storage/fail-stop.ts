// A storage that stops for good when a write fails for any reason but a full disk or a damaged record: what is on disk
// is then unknown.
import { Damaged, type Storage, StorageFull } from "../core/storage.ts";

/** After such a failure every write rejects with it; `onFailure` is told once. */
export function failStop(storage: Storage, onFailure: (error: unknown) => void): Storage {
  let failure: { readonly error: unknown } | undefined;
  return {
    ...storage,
    async write(work) {
      if (failure) throw failure.error;
      try {
        return await storage.write(work);
      } catch (error) {
        if (!(error instanceof StorageFull || error instanceof Damaged) && !failure) {
          failure = { error };
          onFailure(error);
        }
        throw error;
      }
    },
  };
}
