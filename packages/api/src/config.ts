// Every setting of the API, from the environment: with unit, default and a sentence each.

import proxyAddr from "@fastify/proxy-addr";
import {
  inBoth,
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
  error: inBoth({
    zh: "应为源，以逗号分隔，如 https://ledger.example.gov.cn",
    en: "expected origins such as https://ledger.example.gov.cn, with commas between",
  }),
});
const webOrigin = z.string().refine((text) => /^https?:/.test(text) && isOrigin(text), {
  error: inBoth({
    zh: "应为一个源，如 https://ledger.example.gov.cn",
    en: "expected one origin, such as https://ledger.example.gov.cn",
  }),
});

const thisMachine = ["127.0.0.1", "localhost", "[::1]"];
// Keys that travel in the open could be anybody's by the time they arrive.
const keySet = z
  .string()
  .refine((text) => !/^http:/i.test(text) || (URL.canParse(text) && thisMachine.includes(new URL(text).hostname)), {
    error: inBoth({
      zh: "应为文件或 https 地址；http 只限本机",
      en: "expected a file or an https address; http is for this machine alone",
    }),
  });

const regionNamed = z
  .string()
  .regex(/^\s*\d{6}\s*=\s*[^=\s][^=]*$/, {
    error: inBoth({
      zh: "应为 代码=名称，以逗号分隔，如 420304=郧阳区",
      en: "expected code=name with commas between, such as 420304=郧阳区",
    }),
  })
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
  const message = inBoth({
    zh: `应为见证人的公钥（类型4），而不是“${text}”`,
    en: `expected the key of a witness, of type 4, and not “${text}”`,
  });
  context.addIssue({ code: "custom", message });
  return [];
}

/** The settings of the API. */
export const apiSettings = {
  host: setting(
    "TAIZHANG_HOST",
    z.string().min(1),
    { zh: "监听的地址。", en: "The address to listen on." },
    "127.0.0.1",
  ),
  port: setting(
    "TAIZHANG_PORT",
    wholeNumber(65_535),
    { zh: "监听的 TCP 端口；0 表示任取一个空闲端口。", en: "The TCP port to listen on; 0 takes any free one." },
    "4000",
  ),
  dataDir: setting(
    "TAIZHANG_DATA_DIR",
    z.string().min(1),
    { zh: "保存一切数据的目录。", en: "The directory of everything that is kept." },
    "data",
  ),
  sourcesDir: setting("TAIZHANG_SOURCES_DIR", orNull(z.string()), {
    zh: "收到的来文所在目录，由提供 API 的各台机器共用。为空时：TAIZHANG_DATA_DIR 中的 sources。",
    en:
      "The directory of the notices received, shared by all machines that serve the API. " +
      "Where it is empty: `sources` in TAIZHANG_DATA_DIR.",
  }),
  proofsDir: setting("TAIZHANG_PROOFS_DIR", orNull(z.string()), {
    zh: "证明日志未被改动的存证所在目录，由保存它的投影进程和提供 API 的各台机器共用。为空时：TAIZHANG_DATA_DIR 中的 proofs。",
    en:
      "The directory of the proofs that nothing in the log was altered, shared by the projector, which keeps them, and all machines " +
      "that serve the API. Where it is empty: `proofs` in TAIZHANG_DATA_DIR.",
  }),
  witnessKeys: setting(
    "TAIZHANG_WITNESS_KEYS",
    listOf.transform((texts, context) => texts.flatMap((text) => witnessKey(text) ?? notAKey(text, context))),
    {
      zh: "见证人的公钥，以逗号分隔，只接受他们对检查点的见证签名：每个写作 名称+编号+公钥。",
      en: "The keys of witnesses, with commas between, whose cosignatures of checkpoints are taken: each name+id+key.",
    },
  ),
  development: toggle("TAIZHANG_DEVELOPMENT", {
    zh: "客户端可否查看模式、得到关于模式的提示，并在 /graphql 使用查询页。",
    en: "Whether clients may look at the schema, are shown hints at it, and find an explorer at /graphql.",
  }),
  console: setting(
    "TAIZHANG_CONSOLE",
    z.stringbool(),
    {
      zh: "是否在 /console/ 提供供人查看的控制台页面。",
      en: "Whether the console, the page people look at, is served at /console/.",
    },
    "true",
  ),
  publicOrigin: setting("TAIZHANG_PUBLIC_ORIGIN", orNull(webOrigin), {
    zh: "前面有代理时人们打开控制台所用的源，如 https://ledger.example.gov.cn：不论代理写明哪个主机，其页面都可以打开套接字，页面的安全策略写明该套接字的地址。",
    en:
      "The origin under which people open the console where a proxy stands in front, such as https://ledger.example.gov.cn: its pages " +
      "may open a socket, whatever host the proxy names, and their policy names the address of that socket.",
  }),
  developmentTokens: toggle("TAIZHANG_DEVELOPMENT_TOKENS", {
    zh: "是否接受用 TAIZHANG_DATA_DIR 中的密钥签发的令牌。供真实用户使用时绝不可开启。",
    en: "Whether tokens signed by the key of TAIZHANG_DATA_DIR are accepted. Never where real people are served.",
  }),
  jwks: setting("TAIZHANG_TOKEN_KEYS", orNull(keySet), {
    zh: "令牌签发方的公钥（JSON Web Key Set）：一个文件（变动后自动重读），或一个 https 地址。",
    en: "The token issuer's public keys, a JSON Web Key Set: a file, read again when it changes, or an https address.",
  }),
  tokenIssuer: setting("TAIZHANG_TOKEN_ISSUER", orNull(z.string()), {
    zh: "令牌必须写明的签发方。",
    en: "The issuer that tokens must name.",
  }),
  tokenAudience: setting(
    "TAIZHANG_TOKEN_AUDIENCE",
    z.string().min(1),
    { zh: "令牌必须写明的受众。", en: "The audience that tokens must name." },
    "taizhang",
  ),
  tokenAlgorithm: setting(
    "TAIZHANG_TOKEN_ALGORITHM",
    z.enum(["ES256", "EdDSA"]),
    { zh: "令牌签名的唯一算法：ES256 或 EdDSA。", en: "The one algorithm tokens are signed by: ES256 or EdDSA." },
    "ES256",
  ),
  tokenMaxAgeSeconds: setting(
    "TAIZHANG_TOKEN_MAX_AGE_SECONDS",
    wholeNumber(86_400),
    {
      zh: "令牌签发后最多接受多少秒，不论它自己写明何时到期。",
      en: "How many seconds after its issue a token is accepted at most, however late it says that it ends.",
    },
    "900",
  ),
  tokenToleranceSeconds: setting(
    "TAIZHANG_TOKEN_TOLERANCE_SECONDS",
    wholeNumber(60),
    {
      zh: "令牌签发方的时钟与本机最多可差多少秒。",
      en: "How many seconds the clock of the token issuer may be off this machine's.",
    },
    "5",
  ),
  tokenDenyList: setting("TAIZHANG_TOKEN_DENY_LIST", orNull(z.string()), {
    zh: "不再接受的令牌的名单文件，每行一个：令牌编号（jti），或 sub: 加主体；“ #”之后为注释。每秒重读一次。",
    en:
      "A file of tokens that are accepted no longer, one a line: the token's id (jti), or `sub:` and a subject; ` #` begins a " +
      "comment. It is read again every second.",
  }),
  socketInitMs: setting(
    "TAIZHANG_SOCKET_INIT_MS",
    wholeNumber(60_000, 100),
    {
      zh: "套接字未出示令牌时最多可保持打开多少毫秒。",
      en: "How long a socket may stay open without a token, in milliseconds.",
    },
    "5000",
  ),
  corsOrigins: setting("TAIZHANG_CORS_ORIGINS", listOf.pipe(z.array(origin)), {
    zh: "哪些源的页面可以从浏览器调用 API，以逗号分隔。为空时：只有它自己的页面。",
    en: "The origins, with commas between, whose pages may call the API from a browser. Empty: none but its own.",
  }),
  compileFrom: setting(
    "TAIZHANG_COMPILE_QUERIES_FROM",
    wholeNumber(1_000_000),
    {
      zh: "同一查询问到第几次时为它编译一个函数，此后由该函数作答；0 表示从不编译。",
      en: "How often the same query must be asked until a function is compiled for it, which answers it from then on; 0 compiles none.",
    },
    "3",
  ),
  rememberedBytes: setting(
    "TAIZHANG_REMEMBERED_ANSWERS_BYTES",
    wholeNumber(2 ** 30),
    {
      zh: "为重复的查询最多记住多少字节的答复；其所依据的内容一有变化，即重新作答。0 表示每次都重新作答。只适用于已编译的查询。",
      en: "How many bytes of answers are remembered for who asks the same again; what they rest on need only change for an answer to be made anew. 0 makes each one anew. Only answers of compiled queries are.",
    },
    String(16 * 2 ** 20),
  ),
  bearerPoints: setting(
    "TAIZHANG_BEARER_POINTS",
    wholeNumber(1_000_000_000, 1),
    {
      zh: "持令牌者十秒内可用多少点。每个请求10点，加上查询的字段数乘每页条数，每个留痕和每个追溯字段500点，对不存在或不属于自己的对象下命令10000点。",
      en:
        "How many points a bearer may spend in ten seconds. A request takes 10, and its operation its fields times their page " +
        "sizes, 500 for each history and each field as of a moment, and 10,000 for a command to what is not there or not theirs.",
    },
    "100000",
  ),
  bearerUploads: setting(
    "TAIZHANG_BEARER_UPLOADS",
    wholeNumber(1_000_000, 1),
    { zh: "持令牌者一分钟内可上传多少份来文。", en: "How many notices a bearer may upload in a minute." },
    "120",
  ),
  strangerRequests: setting(
    "TAIZHANG_STRANGER_REQUESTS",
    wholeNumber(1_000_000_000, 1),
    {
      zh: "十秒内对同一地址最多应答多少个没有有效令牌的请求。",
      en: "How many requests without a good token are answered to one address in ten seconds.",
    },
    "2000",
  ),
  trustedProxies: setting(
    "TAIZHANG_TRUSTED_PROXIES",
    listOf.refine(
      isNetworks,
      inBoth({
        zh: "应为地址和网段，以逗号分隔，如 10.0.0.0/8",
        en: "expected addresses and networks such as 10.0.0.0/8, with commas between",
      }),
    ),
    {
      zh: "代理的地址和网段，以逗号分隔，采信其 X-Forwarded-For 所写的客户端。为空时：一概不采信。",
      en:
        "The addresses and networks of proxies, with commas between, whose X-Forwarded-For names the client. Empty: none is " +
        "believed.",
    },
  ),
  regionNames: setting(
    "TAIZHANG_REGION_NAMES",
    z
      .string()
      .transform((text) => text.split(",").filter((each) => each.trim() !== ""))
      .pipe(z.array(regionNamed))
      .transform((named): ReadonlyMap<string, string> => new Map(named)),
    {
      zh: "行政区划的名称，写作 代码=名称，以逗号分隔，如 420304=郧阳区。未写名称的显示代码。",
      en: "What regions are called, as code=name with commas between, such as 420304=郧阳区. One that is not named is shown by its code.",
    },
  ),
  logLevel: setting(
    "TAIZHANG_LOG_LEVEL",
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    { zh: "标准错误输出的最低日志级别。", en: "The least level of what is logged on standard error." },
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
    const { zh, en } = issuer.sentence;
    const said = { zh: `设了 ${keys.env} 就必须设它。${zh}`, en: `must be set where ${keys.env} is. ${en}` };
    throw new SettingsRefused([{ name: issuer.env, ...said }]);
  }
  if (jwks === null && !developmentTokens) {
    throw new SettingsRefused([
      {
        name: null,
        zh: `没有令牌可被接受：请设 ${keys.env} 和 ${issuer.env}；只为试用的，设 ${forTrial.env}=true。`,
        en: `No token could be accepted: set ${keys.env} and ${issuer.env}, or, to try things out, ${forTrial.env}=true.`,
      },
    ]);
  }
}
