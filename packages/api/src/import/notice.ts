// The result of reading a notice 来文: its draft, or why the file is not a notice.
import type { Bearer, PlanDraft } from "@taizhang/domain";

/** Why a file is not a notice: a code for programs, and a message in both languages. */
export interface NoticeProblem {
  readonly code: string;
  readonly message: string;
  readonly messageZh: string;
}

/** A notice's draft, or why there is none. */
export type NoticeReading = { readonly draft: PlanDraft } | { readonly error: NoticeProblem };

/** For whom a notice is read, and until when. */
export interface ReadingFor {
  /** Who asks for it; bearers take turns. */
  readonly bearer?: Bearer | null | undefined;
  /** Ends the reading: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Reads the bytes of a notice. `name` is the file's name. */
export type ReadNoticeBytes = (bytes: Uint8Array, name: string, how?: ReadingFor) => Promise<NoticeReading>;
