// The front door of the API: what the command line composes a process from.
export { apiSettings, checkTokens, naming } from "./config.ts";
export { type DevelopmentKey, developmentKey, issueDevelopmentToken } from "./development-tokens.ts";
export { fileSources, memorySources, type Source, type Sources } from "./import/sources.ts";
export { makeLogger } from "./logger.ts";
export { printedSchema } from "./schema.ts";
export { buildServer, type Server, type ServerParts } from "./server.ts";
export { type TokenIssuer, type Verifier, verifier } from "./tokens.ts";
