// The front door: what every process of ours does alike.
export { delayAfter, type Retries, untilItWorks } from "./back-off.ts";
export { settledWithin } from "./deadline.ts";
export { keepRunning, type Running } from "./keep-running.ts";
export { keptSecret } from "./kept-secret.ts";
export type { Logger } from "./logger.ts";
export { nodeFlags } from "./node-flags.ts";
export { fileTrouble, isDiskFull, keepToOurselves, shutToOthers } from "./own-files.ts";
export { showProgress } from "./progress.ts";
export { faultOf, inBoth, type Said } from "./said.ts";
export {
  exampleOf,
  flagOf,
  type Naming,
  readSettings,
  type Setting,
  type Settings,
  SettingsRefused,
  setting,
  toggle,
  type Values,
  wholeNumber,
} from "./settings.ts";
export { sparing } from "./sparing.ts";
