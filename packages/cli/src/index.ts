// The front door of the command line: its settings, for the file that lists them.
export { settings } from "./config.ts";
