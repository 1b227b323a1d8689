// A moment of the past as a question says it 追溯时点, and who reads of it.
import type { Reader } from "@taizhang/domain";
import type { Position } from "@taizhang/log";

/** A moment of the past, said in one of three ways. */
export interface MomentSaid {
  readonly position?: Position | null;
  readonly instant?: string | null;
  readonly day?: string | null;
}

/** Who reads, and as of which moment; null for now. */
export interface ReaderAt extends Reader {
  readonly asOf: MomentSaid | null;
}
