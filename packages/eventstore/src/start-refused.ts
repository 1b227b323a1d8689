// Why the event store does not start, or does not do what it was asked.
import { inBoth, type Said } from "@taizhang/process";

/** The message is for whoever asked, in Chinese and English: what is wrong, and what to do. */
export class StartRefused extends Error {
  constructor(why: Said) {
    super(inBoth(why));
  }
}
