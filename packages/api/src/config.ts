// Every setting of the API, from the environment: with unit, default and a sentence each.

import proxyAddr from "@fastify/proxy-addr";
import {
  type Naming,
  type Settings,
  SettingsRefused,
  setting,
  toggle,
  type Values,
  wholeNumber,
} from "@taizhang/process";
import { parseVerifierKey, type VerifierKey } from "@taizhang/proofs";
import { z } from "zod";

function isNetworks(networks: readonly string[]): boolean {
  try {
    proxyAddr.compile([...networks]);
    return true;
  } catch {
    return false;
  }
}

const orNull = (shape: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) => text || null)
    .pipe(shape.nullable());
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
const origin = z.string().refine(isOrigin, {
  error: "expected origins such as https://ledger.example.gov.cn, with commas between",
});
const webOrigin = z.string().refine((text) => /^https?:/.test(text) && isOrigin(text), {
  error: "expected one origin, such as https://ledger.example.gov.cn",
});

const thisMachine = ["127.0.0.1", "localhost", "[::1]"];
// Keys that travel in the open could be anybody's by the time they arrive.
const keySet = z
  .string()
  .refine((text) => !/^http:/i.test(text) || (URL.canParse(text) && thisMachine.includes(new URL(text).hostname)), {
    error: "expected a file or an https address; http is for this machine alone",
  });

const regionNamed = z
  .string()
  .regex(/^\s*\d{6}\s*=\s*[^=\s][^=]*$/, { error: "expected code=name with commas between, such as 420304=郧阳区" })
  .transform((text): [code: string, name: string] => [
    text.slice(0, text.indexOf("=")).trim(),
    text.slice(text.indexOf("=") + 1).trim(),
  ]);

const listOf = z.string().transform((text) =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean),
);

function witnessKey(text: string): VerifierKey | null {
  try {
    const key = parseVerifierKey(text);
    return key.type === "cosignature" ? key : null;
  } catch {
    return null;
  }
}

function notAKey(text: string, context: z.RefinementCtx): [] {
  context.addIssue({ code: "custom", message: `expected the key of a witness, of type 4, and not “${text}”` });
  return [];
}

/** The settings of the API. */
export const apiSettings = {
  host: setting("TAIZHANG_HOST", z.string().min(1), "The address to listen on.", "127.0.0.1"),
  port: setting("TAIZHANG_PORT", wholeNumber(65_535), "The TCP port to listen on; 0 takes any free one.", "4000"),
  dataDir: setting("TAIZHANG_DATA_DIR", z.string().min(1), "The directory of everything that is kept.", "data"),
  sourcesDir: setting(
    "TAIZHANG_SOURCES_DIR",
    orNull(z.string()),
    "The directory of the notices received, shared by all machines that serve the API. " +
      "Where it is empty: `sources` in TAIZHANG_DATA_DIR.",
  ),
  proofsDir: setting(
    "TAIZHANG_PROOFS_DIR",
    orNull(z.string()),
    "The directory of the proofs that nothing in the log was altered, shared by the projector, which keeps them, and all machines " +
      "that serve the API. Where it is empty: `proofs` in TAIZHANG_DATA_DIR.",
  ),
  witnessKeys: setting(
    "TAIZHANG_WITNESS_KEYS",
    listOf.transform((texts, context) => texts.flatMap((text) => witnessKey(text) ?? notAKey(text, context))),
    "The keys of witnesses, with commas between, whose cosignatures of checkpoints are taken: each name+id+key.",
  ),
  development: toggle(
    "TAIZHANG_DEVELOPMENT",
    "Whether clients may look at the schema, are shown hints at it, and find an explorer at /graphql.",
  ),
  console: setting(
    "TAIZHANG_CONSOLE",
    z.stringbool(),
    "Whether the console, the page people look at, is served at /console/.",
    "true",
  ),
  publicOrigin: setting(
    "TAIZHANG_PUBLIC_ORIGIN",
    orNull(webOrigin),
    "The origin under which people open the console where a proxy stands in front, such as https://ledger.example.gov.cn: its pages " +
      "may open a socket, whatever host the proxy names, and their policy names the address of that socket.",
  ),
  developmentTokens: toggle(
    "TAIZHANG_DEVELOPMENT_TOKENS",
    "Whether tokens signed by the key of TAIZHANG_DATA_DIR are accepted. Never where real people are served.",
  ),
  jwks: setting(
    "TAIZHANG_TOKEN_KEYS",
    orNull(keySet),
    "The token issuer's public keys, a JSON Web Key Set: a file, read again when it changes, or an https address.",
  ),
  tokenIssuer: setting("TAIZHANG_TOKEN_ISSUER", orNull(z.string()), "The issuer that tokens must name."),
  tokenAudience: setting(
    "TAIZHANG_TOKEN_AUDIENCE",
    z.string().min(1),
    "The audience that tokens must name.",
    "taizhang",
  ),
  tokenAlgorithm: setting(
    "TAIZHANG_TOKEN_ALGORITHM",
    z.enum(["ES256", "EdDSA"]),
    "The one algorithm tokens are signed by: ES256 or EdDSA.",
    "ES256",
  ),
  tokenMaxAgeSeconds: setting(
    "TAIZHANG_TOKEN_MAX_AGE_SECONDS",
    wholeNumber(86_400),
    "How many seconds after its issue a token is accepted at most, however late it says that it ends.",
    "900",
  ),
  tokenToleranceSeconds: setting(
    "TAIZHANG_TOKEN_TOLERANCE_SECONDS",
    wholeNumber(60),
    "How many seconds the clock of the token issuer may be off this machine's.",
    "5",
  ),
  tokenDenyList: setting(
    "TAIZHANG_TOKEN_DENY_LIST",
    orNull(z.string()),
    "A file of tokens that are accepted no longer, one a line: the token's id (jti), or `sub:` and a subject; ` #` begins a " +
      "comment. It is read again every second.",
  ),
  socketInitMs: setting(
    "TAIZHANG_SOCKET_INIT_MS",
    wholeNumber(60_000, 100),
    "How long a socket may stay open without a token, in milliseconds.",
    "5000",
  ),
  corsOrigins: setting(
    "TAIZHANG_CORS_ORIGINS",
    listOf.pipe(z.array(origin)),
    "The origins, with commas between, whose pages may call the API from a browser. Empty: none but its own.",
  ),
  compileFrom: setting(
    "TAIZHANG_COMPILE_QUERIES_FROM",
    wholeNumber(1_000_000),
    "How often the same query must be asked until a function is compiled for it, which answers it from then on; 0 compiles none.",
    "3",
  ),
  bearerPoints: setting(
    "TAIZHANG_BEARER_POINTS",
    wholeNumber(1_000_000_000, 1),
    "How many points a bearer may spend in ten seconds. A request takes 10, and its operation its fields times their page " +
      "sizes, 500 for each history and each field as of a moment, and 10,000 for a command to what is not there or not theirs.",
    "100000",
  ),
  bearerUploads: setting(
    "TAIZHANG_BEARER_UPLOADS",
    wholeNumber(1_000_000, 1),
    "How many notices a bearer may upload in a minute.",
    "120",
  ),
  strangerRequests: setting(
    "TAIZHANG_STRANGER_REQUESTS",
    wholeNumber(1_000_000_000, 1),
    "How many requests without a good token are answered to one address in ten seconds.",
    "2000",
  ),
  trustedProxies: setting(
    "TAIZHANG_TRUSTED_PROXIES",
    listOf.refine(isNetworks, "expected addresses and networks such as 10.0.0.0/8, with commas between"),
    "The addresses and networks of proxies, with commas between, whose X-Forwarded-For names the client. Empty: none is " +
      "believed.",
  ),
  regionNames: setting(
    "TAIZHANG_REGION_NAMES",
    z
      .string()
      .transform((text) => text.split(",").filter((each) => each.trim() !== ""))
      .pipe(z.array(regionNamed))
      .transform((named): ReadonlyMap<string, string> => new Map(named)),
    "What regions are called, as code=name with commas between, such as 420304=郧阳区. One that is not named is shown by its code.",
  ),
  logLevel: setting(
    "TAIZHANG_LOG_LEVEL",
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    "The least level of what is logged on standard error.",
    "info",
  ),
} as const satisfies Settings;

export type ApiConfig = Values<typeof apiSettings>;

/** How our settings are named. TAIZHANG_INSTALL is for the test command, in whose environment a server may be started. */
export const naming: Naming = { prefix: "TAIZHANG_", ofOthers: ["TAIZHANG_INSTALL"] };

/** Throws `SettingsRefused` where the settings do not go together: no token could be accepted. */
export function checkTokens({
  jwks,
  tokenIssuer,
  developmentTokens,
}: Pick<ApiConfig, "jwks" | "tokenIssuer" | "developmentTokens">): void {
  const { jwks: keys, tokenIssuer: issuer, developmentTokens: forTrial } = apiSettings;
  if (jwks !== null && tokenIssuer === null) {
    throw new SettingsRefused([`${issuer.env}: must be set where ${keys.env} is. ${issuer.sentence}`]);
  }
  if (jwks === null && !developmentTokens) {
    throw new SettingsRefused([
      `No token could be accepted: set ${keys.env} and ${issuer.env}, or, to try things out, ${forTrial.env}=true.`,
    ]);
  }
}
