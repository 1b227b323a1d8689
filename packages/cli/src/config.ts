// Every setting of the processes that the command line starts, in addition to those of the API.
import { apiSettings, naming } from "@taizhang/api";
import { flagOf, inBoth, readSettings, type Setting, setting, wholeNumber } from "@taizhang/process";
import { RedisAddressRefused, redisAddress } from "@taizhang/projections";
import { digestNames } from "@taizhang/proofs";
import { type Command, Option } from "commander";
import { z } from "zod";

// Seconds may be left out.
const instant = z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })], {
  error: inBoth({
    zh: "应为带时区的时刻，如 2026-11-30T18:40+08:00",
    en: "expected a time with its zone, such as 2026-11-30T18:40+08:00",
  }),
});
const instantOrNull = z
  .string()
  .transform((text) => text || null)
  .pipe(instant.transform((text) => Date.parse(text)).nullable());
const address = z.string().transform((text) => (text === "" ? null : text));
const redisAddressOrNull = address.superRefine((url, context) => {
  try {
    if (url !== null) redisAddress(url);
  } catch (error) {
    if (!(error instanceof RedisAddressRefused)) throw error;
    context.addIssue(inBoth(error.sentence));
  }
});

/** The settings of all processes: those of the API, and where events and read models are kept. */
export const settings = {
  ...apiSettings,
  eventstoreUrl: setting("EVENTSTORE_URL", address, {
    zh: "EventStoreDB 或 KurrentDB 的连接串。为空时，start 运行内置的事件库。",
    en: "The connection string of an EventStoreDB or KurrentDB. Where it is empty, `start` runs the embedded event store.",
  }),
  storeSilenceMs: setting(
    "TAIZHANG_STORE_SILENCE_MS",
    wholeNumber(60_000, 100),
    {
      zh: "一个命令每次调用事件库等待应答多少毫秒。",
      en: "How long a command waits for the event store to answer each of its calls, in milliseconds.",
    },
    "1500",
  ),
  redisUrl: setting("REDIS_URL", redisAddressOrNull, {
    zh: "保存读模型的 Redis：redis://HOST:PORT；集群写作 redis-cluster://HOST:PORT,HOST:PORT，写出部分节点即可；哨兵写作 redis-sentinel://HOST:PORT,HOST:PORT/MASTER，主库名称之后按需写 ?sentinel-user=…&sentinel-password=…&db=…。以 rediss 代替 redis 时用 TLS；USER:PASSWORD@ 写在主机之前。为空时，start 把读模型放在内存，并保存在 TAIZHANG_DATA_DIR。",
    en:
      "The Redis that keeps the read models: redis://HOST:PORT; redis-cluster://HOST:PORT,HOST:PORT with some nodes of a cluster; " +
      "or redis-sentinel://HOST:PORT,HOST:PORT/MASTER with sentinels, behind the name of the master " +
      "?sentinel-user=…&sentinel-password=…&db=… where needed. rediss in the place of redis asks with TLS; USER:PASSWORD@ " +
      "stands before the hosts. Where it is empty, `start` keeps them in memory, and saves them in TAIZHANG_DATA_DIR.",
  }),
  eventstorePort: setting(
    "TAIZHANG_EVENTSTORE_PORT",
    wholeNumber(65_535),
    {
      zh: "内置事件库在本机回环地址上的 TCP 端口；0 表示任取一个空闲端口。",
      en: "The TCP port of the embedded event store, on the loopback; 0 takes any free one.",
    },
    "2113",
  ),
  maxAppendBytes: setting(
    "TAIZHANG_MAX_APPEND_BYTES",
    wholeNumber(16 << 20, 1),
    {
      zh: "内置事件库一次追加最多接受多少字节；一份来文的草稿为一次。",
      en: "The most bytes the embedded event store takes in one append; the draft of a notice is one.",
    },
    String(8 << 20),
  ),
  clockConfirmed: setting("TAIZHANG_CLOCK_CONFIRMED", instantOrNull, {
    zh: "进程因怀疑自己的时钟而拒绝命令时，按您信得过的钟写出的现在时刻。只对前后一小时内的启动有效。如 2026-11-30T18:40+08:00。",
    en:
      "The time that it is, by a clock you trust, where a process refuses commands because it doubts its own. It counts for " +
      "a start within an hour of it. Such as 2026-11-30T18:40+08:00.",
  }),
  ledgerName: setting(
    "TAIZHANG_LEDGER_NAME",
    z
      .string()
      .regex(
        /^[^\s+]+$/,
        inBoth({ zh: "应为不含空格和加号的名称", en: "expected a name without blanks and plus signs" }),
      ),
    {
      zh: "这是谁的台账，如 ledger.example.gov.cn：即存证检查点的签发名。换了名称，对审计就是另一份日志。",
      en:
        "Whose ledger it is, such as ledger.example.gov.cn: what the checkpoints of its proofs are issued by. Another name is " +
        "another log to auditors.",
    },
    "taizhang",
  ),
  proofsDigest: setting(
    "TAIZHANG_PROOFS_DIGEST",
    z.enum(digestNames),
    {
      zh: "存证所用的哈希函数：sha256，或没有见证人的 sm3。换了函数，对审计就是另一份日志。",
      en: "The hash function of the proofs: sha256, or sm3, which has no witnesses. Another one is another log to auditors.",
    },
    "sha256",
  ),
  proofsKey: setting(
    "TAIZHANG_PROOFS_KEY",
    z.string().transform((text) => text || null),
    {
      zh: "签署检查点的密钥文件，没有时自动生成：只放在投影进程所在的机器上。为空时：TAIZHANG_DATA_DIR 中的 proofs-key。",
      en:
        "The file of the secret key that signs checkpoints, made where there is none: on the projector's machine alone. Where it is " +
        "empty: `proofs-key` in TAIZHANG_DATA_DIR.",
    },
  ),
  partition: setting(
    "TAIZHANG_PARTITION",
    z
      .string()
      .regex(/^[\w-]+$/, inBoth({ zh: "应为字母、数字、横线、下划线", en: "expected letters, digits, - and _" })),
    {
      zh: "Redis 键中的名称，使本台账的读模型都在集群的同一节点上。",
      en: "The name in the keys of Redis that keeps the read models of this ledger together on one node of a cluster.",
    },
    "p0",
  ),
};

export type Config = ReturnType<typeof readSettings<typeof settings>>;

/**
 * Reads the settings. On one machine, for trying things out, `start` accepts development tokens and shows the schema
 * unless told otherwise or given an issuer's keys. Throws `SettingsRefused`.
 */
export function readConfig(forTrial: boolean, environment: NodeJS.ProcessEnv = process.env): Config {
  const trial = forTrial && !environment["TAIZHANG_TOKEN_KEYS"] ? "true" : "false";
  return readSettings(settings, naming, {
    TAIZHANG_DEVELOPMENT: trial,
    TAIZHANG_DEVELOPMENT_TOKENS: trial,
    ...environment,
  });
}

/** Gives a command a flag for every setting, so that its help lists them all. */
export function withSettings(command: Command): Command {
  for (const each of Object.values(settings)) command.addOption(optionOf(each));
  return command;
}

/** The environment with the settings that were given as flags, which win. */
export function environmentOf(command: Command): NodeJS.ProcessEnv {
  const options: Readonly<Record<string, unknown>> = command.opts();
  const said = Object.values(settings).flatMap((each) => {
    const value = options[optionOf(each).attributeName()];
    return typeof value === "string" ? [[each.env, value] as const] : [];
  });
  return { ...process.env, ...Object.fromEntries(said) };
}

function optionOf({ env, sentence, default: byDefault, isToggle }: Setting<unknown>): Option {
  const option = new Option(
    `${flagOf(env, naming)} ${isToggle ? "[yes or no]" : "<value>"}`,
    `${inBoth(sentence)} ${env}${byDefault && `, ${byDefault} by default`}.`,
  );
  return isToggle ? option.preset("true") : option;
}

/** The flag that says whose ledger a command works on, for commands that need no other setting. */
export const dataDirOption: Option = optionOf(settings.dataDir);
