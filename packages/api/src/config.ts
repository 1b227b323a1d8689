// Every setting of the API, from the environment: with unit, default and a sentence each.
import { z } from "zod";

/** One setting: its name in the environment, its shape, and a sentence that says what it does. */
export interface Setting<Value> {
  readonly env: string;
  readonly shape: z.ZodType<Value, unknown>;
  readonly sentence: string;
  /** As written in the environment; empty where there is none. */
  readonly default: string;
}

/** Declares a setting. The default is given as it would be written in the environment. */
export function setting<Value>(
  env: string,
  shape: z.ZodType<Value, string>,
  sentence: string,
  byDefault = "",
): Setting<Value> {
  return { env, shape: z.string().default(byDefault).pipe(shape), sentence, default: byDefault };
}

type Settings = Readonly<Record<string, Setting<unknown>>>;
type Values<S extends Settings> = { readonly [Key in keyof S]: S[Key] extends Setting<infer Value> ? Value : never };

const yesOrNo = z.stringbool({ truthy: ["true", "1", "yes"], falsy: ["false", "0", "no"] });
const orNull = (shape: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) => text || null)
    .pipe(shape.nullable());
const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: "expected origins such as https://ledger.example.gov.cn, with commas between",
});

const wholeNumber = (most: number) =>
  z.string().regex(/^\d+$/, "expected a number").transform(Number).pipe(z.int().max(most));
const thisMachine = ["127.0.0.1", "localhost", "[::1]"];
// Keys that travel in the open could be anybody's by the time they arrive.
const keySet = z
  .string()
  .refine((text) => !/^http:/i.test(text) || (URL.canParse(text) && thisMachine.includes(new URL(text).hostname)), {
    error: "expected a file or an https address; http is for this machine alone",
  });

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
  development: setting(
    "TAIZHANG_DEVELOPMENT",
    yesOrNo,
    "Whether clients may look at the schema, are shown hints at it, and find an explorer at /graphql.",
    "false",
  ),
  developmentTokens: setting(
    "TAIZHANG_DEVELOPMENT_TOKENS",
    yesOrNo,
    "Whether tokens signed by the key of TAIZHANG_DATA_DIR are accepted. Never where real people are served.",
    "false",
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
  corsOrigins: setting(
    "TAIZHANG_CORS_ORIGINS",
    z
      .string()
      .transform((text) =>
        text
          .split(",")
          .map((each) => each.trim())
          .filter(Boolean),
      )
      .pipe(z.array(origin)),
    "The origins, with commas between, whose pages may call the API from a browser. Empty: none but its own.",
  ),
  logLevel: setting(
    "TAIZHANG_LOG_LEVEL",
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    "The least level of what is logged on standard error.",
    "info",
  ),
} as const satisfies Settings;

export type ApiConfig = Values<typeof apiSettings>;

/** The settings make no sense; the message lists everything that is wrong, a line each. */
export class SettingsRefused extends Error {
  override readonly name = "SettingsRefused";
}

type Environment = Readonly<Record<string, string | undefined>>;

const prefix = "TAIZHANG_";

/** Said to the test command, in whose environment a server may be started. */
const ofOthers: readonly string[] = ["TAIZHANG_INSTALL_REDIS"];

/**
 * Reads settings from an environment. Throws `SettingsRefused` on a malformed value, and on a name that begins like a
 * setting of ours and is none: a misspelt setting must not be passed over.
 */
export function readSettings<S extends Settings>(settings: S, environment: Environment): Values<S> {
  const faults: string[] = [];
  const values = Object.entries(settings).map(([key, { env, shape, sentence }]) => {
    const read = shape.safeParse(environment[env]);
    for (const { message } of read.error?.issues ?? []) faults.push(`${env}: ${message}. ${sentence}`);
    return [key, read.data];
  });
  const names = Object.values(settings).map(({ env }) => env);
  for (const name of Object.keys(environment)) {
    if (!name.startsWith(prefix) || names.includes(name) || ofOthers.includes(name)) continue;
    faults.push(`${name}: there is no such setting; there are ${names.join(", ")}.`);
  }
  if (faults.length > 0) throw refusal(faults);
  return Object.freeze(Object.fromEntries(values));
}

const refusal = (faults: readonly string[]) =>
  new SettingsRefused(["The settings are not right:", ...faults].join("\n  "));

/** Throws `SettingsRefused` where the settings do not go together: no token could be accepted. */
export function checkTokens({
  jwks,
  tokenIssuer,
  developmentTokens,
}: Pick<ApiConfig, "jwks" | "tokenIssuer" | "developmentTokens">): void {
  const { jwks: keys, tokenIssuer: issuer, developmentTokens: forTrial } = apiSettings;
  if (jwks !== null && tokenIssuer === null) {
    throw refusal([`${issuer.env}: must be set where ${keys.env} is. ${issuer.sentence}`]);
  }
  if (jwks === null && !developmentTokens) {
    throw refusal([
      `No token could be accepted: set ${keys.env} and ${issuer.env}, or, to try things out, ${forTrial.env}=true.`,
    ]);
  }
}

/** The settings as an `.env.example`: each with its sentence, commented out at its default. */
export function exampleOf(settings: Settings): string {
  return Object.values(settings)
    .map(({ env, sentence, default: byDefault }) => `# ${sentence}\n# ${env}=${byDefault}\n`)
    .join("\n");
}
