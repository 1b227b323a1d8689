// What one file may take, and what is said where it takes more.
import { type Problem, problem } from "../readers/problem.ts";

/** What reading one file may take. */
export interface ReadingBounds {
  /** CPU time of the reader in milliseconds, whatever else the machine does meanwhile. */
  readonly cpuMs: number;
  /** Memory that the reader's process holds, in MiB, of whatever kind; some 100 of it are its own. */
  readonly residentMb: number;
}

/**
 * A notice was not read because the machine is busy or has ended its reader. Nothing is known against the file: whoever sent it
 * may try again.
 */
export class ReadersBusy extends Error {
  override readonly name = "ReadersBusy";

  constructor(why: string) {
    super(
      `机器繁忙，来文尚未读取，请稍后再试。The machine is busy and the notice was not read; try again shortly (${why}).`,
    );
  }
}

export const tooMuchTime = (name: string, { cpuMs }: ReadingBounds): Problem =>
  problem(
    "TOO_COMPLEX",
    `${name}：已计算${cpuMs / 1000}秒仍未读完，已停止；请确认文件确是一份任务分解表，去掉无关内容或分成几个文件后再导入。`,
    `${name}: not read after ${cpuMs / 1000} s of computing, and stopped; make sure that the file is a task table, and import it without other content or in parts.`,
  );

export const tooMuchMemory = (name: string, { residentMb }: ReadingBounds): Problem =>
  problem(
    "TOO_COMPLEX",
    `${name}：读取所需内存超过${residentMb}兆字节，已停止；请确认文件确是一份任务分解表，去掉无关内容或分成几个文件后再导入。`,
    `${name}: takes more than ${residentMb} MiB of memory to read, and was stopped; make sure that the file is a task table, and import it without other content or in parts.`,
  );

export const failed = (name: string): Problem =>
  problem(
    "READING_FAILED",
    `${name}：读取程序出错，已停止；请把文件交给管理员，以便查明原因。`,
    `${name}: the reader failed on this file; give the file to the operator, so that the cause can be found.`,
  );
