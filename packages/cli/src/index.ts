// The front door of the command line's package: its settings, for the page that lists them.
export { settings } from "./config.ts";
