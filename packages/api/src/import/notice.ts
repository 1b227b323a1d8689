// What reading a notice 来文 gives: its draft, or why the file is none.
import type { PlanDraft } from "@taizhang/domain";

/** Why a file is no notice: for programs, and for people in both languages. */
export interface NoticeProblem {
  readonly code: string;
  readonly message: string;
  readonly messageZh: string;
}

/** A notice's draft, or why there is none. */
export type NoticeReading = { readonly draft: PlanDraft } | { readonly error: NoticeProblem };

/** Reads the bytes of a notice. `name` is the file's name. */
export type ReadNoticeBytes = (bytes: Uint8Array, name: string) => Promise<NoticeReading>;
