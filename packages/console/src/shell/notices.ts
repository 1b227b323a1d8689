// Notices 通知: what came of one's acts. Failures stay until they are closed, successes go by themselves; what stands on its line already
// is not told once more; all lie in the list.
import type { Failure } from "../ask/failure.ts";
import { type Store, store } from "../store.ts";
import type { Sentence } from "../texts/sentence.ts";

export interface Notice {
  readonly no: number;
  readonly kind: "done" | "failed";
  readonly sentence: Sentence;
  /** In milliseconds since 1970, by the clock of this computer. */
  readonly at: number;
  /** Whether it stands on the page, and not only in the list. */
  readonly isShown: boolean;
  /** The command that it is about; null where it is about none, or several. */
  readonly commandId: string | null;
  /** The number of a request that failed, as the server has recorded it; null where there is none. */
  readonly requestId: string | null;
}

export interface Notices {
  readonly all: Store<readonly Notice[]>;
  /** Tells it on the page and in the list. What the list said of the same command before gives way. */
  tell(kind: Notice["kind"], sentence: Sentence, commandId?: string): void;
  /** Tells on the page and in the list why something that is no command failed, with the number of its request. */
  tellFailure(failure: Pick<Failure, "sentence" | "requestId">): void;
  /** Puts it into the list alone, because it stands on its line; nothing where the page tells of the same command already. */
  keep(kind: Notice["kind"], sentence: Sentence, commandId: string): void;
  close(no: number): void;
}

const staysMs = 10_000;
/** So many are kept in the list, the latest. */
export const mostNotices = 200;

/** Makes the list. `later` calls after so many milliseconds. */
export function noticeList(now: () => number, later: (call: () => void, ms: number) => void): Notices {
  const all = store<readonly Notice[]>([]);
  let last = 0;
  const close = (no: number) =>
    all.set(all.get().map((notice) => (notice.no === no ? { ...notice, isShown: false } : notice)));
  function add(notice: Omit<Notice, "no" | "at">): number {
    last += 1;
    const others = all.get().filter(({ commandId }) => commandId === null || commandId !== notice.commandId);
    all.set([{ ...notice, no: last, at: now() }, ...others].slice(0, mostNotices));
    return last;
  }
  return {
    all,
    close,
    tell(kind, sentence, commandId) {
      const no = add({ kind, sentence, isShown: true, commandId: commandId ?? null, requestId: null });
      if (kind === "done") later(() => close(no), staysMs);
    },
    tellFailure({ sentence, requestId }) {
      add({ kind: "failed", sentence, isShown: true, commandId: null, requestId });
    },
    keep(kind, sentence, commandId) {
      const isTold = all.get().some((notice) => notice.isShown && notice.commandId === commandId);
      if (!isTold) add({ kind, sentence, isShown: false, commandId, requestId: null });
    },
  };
}
