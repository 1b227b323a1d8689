// Whether the clock of this machine is believed. Facts keep their time for ever, so a command is refused while it is not.
import type { Sentence } from "@taizhang/domain";
import type { Logger } from "@taizhang/process";
import type { EventLog } from "../event-log.ts";
import { Outage } from "../outage.ts";

/** What clocks are compared, and what an operator has said. */
export interface ClockParts {
  readonly log: Pick<EventLog, "head" | "eventAt">;
  /** The clock that dates facts, in milliseconds since 1970. */
  readonly wall: () => number;
  /** Milliseconds of a clock that nobody can set. */
  readonly monotonic: () => number;
  /** What time an operator says that it is, in milliseconds since 1970; null where none says anything. */
  readonly confirmed: number | null;
  /** The setting by which an operator says so; the sentences name it. */
  readonly setting: string;
  readonly logger: Logger;
}

/** The clock under watch. */
export interface WatchedClock {
  /** Why the clock is not believed; null while it is. Rejects with `LogUnavailable` until the log has been asked once. */
  doubt(): Promise<Sentence | null>;
  /** Rejects with `ClockDoubted` while the clock is not believed. */
  check(): Promise<void>;
}

/** The clock is not believed. The command had no effect; the sentences say what is wrong and what to do. */
export class ClockDoubted extends Outage {
  override readonly name = "ClockDoubted";
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

const second = 1000;
const day = 24 * 60 * 60 * second;
/** How far clocks may be apart: that of this machine and one that nobody can set, or that of the store. */
const toleratedMs = 60 * second;
/** How old the last event may be when a process starts. */
const quietMs = 60 * day;
/** How near to the clock an operator's word must be. An old one that was left in the settings says nothing any more. */
const wordMs = 60 * 60 * second;

/**
 * Watches the clock from now on. It is doubted where it leaves the monotonic clock by more than a minute while the process
 * runs, and where it stands, at the start, before the log's last event was stored or more than 60 days after. A doubt ends
 * when its cause does; that at the start also by an operator's word, given with the start.
 */
export function watchClock({ log, wall, monotonic, confirmed, setting, logger }: ClockParts): WatchedClock {
  const began = { wall: wall(), monotonic: monotonic() };
  let isStartBelieved = confirmed !== null && Math.abs(confirmed - began.wall) <= wordMs;
  if (confirmed !== null && !isStartBelieved) {
    const fields = { confirmed: shown(confirmed), clock: shown(began.wall) };
    logger.warn(fields, `${setting} is more than an hour off this machine's clock, and does not count`);
  }
  let isDoubted = false;

  async function why(): Promise<Sentence | null> {
    const leap = leapOf(wall(), began.wall + monotonic() - began.monotonic);
    if (leap || isStartBelieved) return leap;
    const head = await log.head();
    const last = head === null ? null : await log.eventAt(head);
    const fault = last && faultOfStart(Date.parse(last.recordedAt));
    isStartBelieved = fault === null;
    return fault;
  }

  const faultOfStart = (last: number) => beforeLast(wall(), last) ?? longAfterLast(began.wall, last);

  async function doubt(): Promise<Sentence | null> {
    const reason = await why();
    const sentence = reason && withRemedy(reason, setting);
    if (sentence && !isDoubted) logger.error({}, sentence.en);
    if (!sentence && isDoubted) logger.info({}, "the clock is believed again, and commands are accepted");
    isDoubted = sentence !== null;
    return sentence;
  }

  return {
    doubt,
    async check() {
      const sentence = await doubt();
      if (sentence) throw new ClockDoubted(sentence);
    },
  };
}

const shown = (at: number): string => (Number.isFinite(at) ? new Date(at).toISOString() : String(at));

function leapOf(now: number, expected: number): Sentence | null {
  if (Math.abs(now - expected) <= toleratedMs) return null;
  return {
    zh: `服务器时钟在运行中跳变：显示 ${shown(now)}，按启动以来经过的时间应为 ${shown(expected)}。`,
    en:
      `The server's clock was set, or the machine stood still, while the server ran: the clock says ${shown(now)}, and by ` +
      `the time that has passed since the start it should be ${shown(expected)}.`,
  };
}

function beforeLast(now: number, last: number): Sentence | null {
  if (now >= last - toleratedMs) return null;
  return {
    zh: `服务器时钟显示 ${shown(now)}，早于事件日志最后一条记录的入账时刻 ${shown(last)}。`,
    en: `The server's clock says ${shown(now)}, which is before the log's last event was stored (${shown(last)}).`,
  };
}

function longAfterLast(start: number, last: number): Sentence | null {
  if (start <= last + quietMs) return null;
  return {
    zh: `服务器启动时时钟显示 ${shown(start)}，比事件日志最后一条记录的入账时刻 ${shown(last)} 晚 60 天以上。`,
    en:
      `When the server started its clock said ${shown(start)}, which is more than 60 days after the log's last event was ` +
      `stored (${shown(last)}).`,
  };
}

const withRemedy = ({ zh, en }: Sentence, setting: string): Sentence => ({
  zh: `${zh}管理员处理之前不受理命令，查询照常。请管理员校正时钟；如时钟无误，请以 ${setting}=当前时刻 重新启动。`,
  en:
    `${en} Commands are refused until an operator sees to it; reading goes on. Set the clock right or, if it is right, ` +
    `start again with ${setting} set to the time that it is.`,
});
