// The front door of the command line: its settings, for the file that lists them, and what plays a plan, for its test.
export { settings } from "./config.ts";
export { playOn } from "./replay.ts";
