// The front door of the API: the parts from which the command line composes a process.
export { denyListIn, nobodyDenied } from "./auth/deny-list.ts";
export type { DevelopmentPerson, DevelopmentSignIn } from "./auth/development-sign-in.ts";
export {
  type DevelopmentKey,
  developmentKey,
  developmentKeyFile,
  issueDevelopmentToken,
} from "./auth/development-tokens.ts";
export { type TokenIssuer, type Verifier, verifier } from "./auth/tokens.ts";
export { asyncApiDocument } from "./changes/asyncapi.ts";
export { apiSettings, checkTokens, naming } from "./config.ts";
export { relationWords, reportStateWords, standingWords, stateWords } from "./export/words.ts";
export { buildServer, type Server, type ServerParts } from "./http/server.ts";
export type { ReadingFor } from "./import/notice.ts";
export { copySources, fileSources, memorySources, type Source, type Sources } from "./import/sources.ts";
export { faultOf } from "./input-faults.ts";
export { limits } from "./limits/limits.ts";
export { makeLogger } from "./logger.ts";
export { readRosterFile } from "./roster/roster-file.ts";
export { frontEndPage } from "./schema/front-end-page.ts";
export { clientScalars, printedSchema } from "./schema/schema.ts";
