// The result of reading a notice 来文: its draft, or why the file is not a notice.
import type { Bearer, PlanDraft } from "@taizhang/domain";

/** Why a file is not a notice: a code for programs, and a message in both languages. */
export interface NoticeProblem {
  readonly code: string;
  readonly message: string;
  readonly messageZh: string;
}

/** A notice's draft with the reading it comes from (every line and what became of it), or why there is none. */
export type NoticeReading =
  | { readonly draft: PlanDraft; readonly reading: Uint8Array }
  | { readonly error: NoticeProblem };

/** A file of a notice: the notice itself or an annex. */
export interface NoticeFile {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/** For whom a notice is read, and until when. */
export interface ReadingFor {
  /** Who asks for it; bearers take turns. */
  readonly bearer?: Bearer | null | undefined;
  /** Names of the region's roster, which divide names printed without a separator. */
  readonly known?: readonly string[] | undefined;
  /** Ends the reading: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Reads a notice, which may come in several files, as one plan. */
export type ReadNoticeFiles = (files: readonly NoticeFile[], how?: ReadingFor) => Promise<NoticeReading>;
