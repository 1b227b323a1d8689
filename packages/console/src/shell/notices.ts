// Notices 通知: what came of one's acts. Failures stay until they are closed, successes go by themselves; all lie in the list.
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
}

export interface Notices {
  readonly all: Store<readonly Notice[]>;
  tell(kind: Notice["kind"], sentence: Sentence): void;
  close(no: number): void;
}

const staysMs = 10_000;
const most = 200;

/** Makes the list. `later` calls after so many milliseconds. */
export function noticeList(now: () => number, later: (call: () => void, ms: number) => void): Notices {
  const all = store<readonly Notice[]>([]);
  let last = 0;
  const close = (no: number) =>
    all.set(all.get().map((notice) => (notice.no === no ? { ...notice, isShown: false } : notice)));
  return {
    all,
    close,
    tell(kind, sentence) {
      last += 1;
      const no = last;
      all.set([{ no, kind, sentence, at: now(), isShown: true }, ...all.get()].slice(0, most));
      if (kind === "done") later(() => close(no), staysMs);
    },
  };
}
