// The result of reading a notice 来文: its draft, or why the file is not a notice.
import type { PlanDraft } from "@taizhang/domain";

/** Why a file is not a notice: a code for programs, and a message in both languages. */
export interface NoticeProblem {
  readonly code: string;
  readonly message: string;
  readonly messageZh: string;
}

/** A notice's draft, or why there is none. */
export type NoticeReading = { readonly draft: PlanDraft } | { readonly error: NoticeProblem };

/** Reads the bytes of a notice. `name` is the file's name. Rejects with the signal's reason once that is aborted. */
export type ReadNoticeBytes = (bytes: Uint8Array, name: string, signal?: AbortSignal) => Promise<NoticeReading>;
