// Every setting of the event store, from flags and from the environment; flags win.
import { inBoth, readSettings, setting, toggle, wholeNumber } from "@taizhang/process";
import { z } from "zod";

const loopback = z.string().regex(
  /^(127(\.\d{1,3}){3}|::1|localhost)$/,
  inBoth({
    zh: "不是本机回环地址：本服务不分权限，只有本机的程序可以访问",
    en: "not a loopback address: this server knows no rights, so only programs on this machine may reach it",
  }),
);

/** The settings of the event store. */
export const settings = {
  data: setting(
    "EVENTSTORE_DATA",
    z.string().min(1),
    { zh: "保存日志的目录，没有时自动建立。", en: "The directory that holds the log, created if it is not there." },
    "data/eventstore",
  ),
  port: setting(
    "EVENTSTORE_PORT",
    wholeNumber(65_535),
    { zh: "监听的 TCP 端口；0 表示任取一个空闲端口。", en: "The TCP port to listen on; 0 takes any free one." },
    "2113",
  ),
  host: setting(
    "EVENTSTORE_HOST",
    loopback,
    { zh: "监听的本机回环地址。", en: "The loopback address to listen on." },
    "127.0.0.1",
  ),
  maxAppendBytes: setting(
    "EVENTSTORE_MAX_APPEND_BYTES",
    wholeNumber(16 << 20, 1),
    { zh: "一次追加最多接受多少字节数据。", en: "The most bytes of data in one append." },
    String(1 << 20),
  ),
  minFreeBytes: setting(
    "EVENTSTORE_MIN_FREE_BYTES",
    wholeNumber(Number.MAX_SAFE_INTEGER),
    {
      zh: "磁盘空闲字节数少于此数时拒绝追加。",
      en: "Appends are refused while fewer bytes than these are free on the disk.",
    },
    String(64 << 20),
  ),
  checkpointMs: setting(
    "EVENTSTORE_CHECKPOINT_MS",
    wholeNumber(86_400_000),
    {
      zh: "带筛选的实时订阅查不到内容时，最迟多少毫秒报告一次已查到何处；0 表示不因此报告。",
      en:
        "After how many milliseconds at the latest a live, filtered subscription that finds nothing says how far it has " +
        "come; 0 is never for that reason.",
    },
    "0",
  ),
  secretFile: setting("EVENTSTORE_SECRET_FILE", z.string(), {
    zh: "保存口令的文件，调用者都须以它作为连接名称。为空时，本机的任何程序都可调用。",
    en:
      "The file that holds the secret which every caller must send as the name of its connection. Where it is empty, every " +
      "program on this machine may call.",
  }),
  memory: toggle("EVENTSTORE_MEMORY", {
    zh: "是否只把日志放在内存，结束时即丢弃。",
    en: "Whether the log is kept in memory, and forgotten at the end.",
  }),
  dieWithParent: toggle("EVENTSTORE_DIE_WITH_PARENT", {
    zh: "标准输入关闭（即父进程结束）时是否停止。",
    en: "Whether the server stops when its standard input closes, as it does when the parent ends.",
  }),
  logLevel: setting(
    "EVENTSTORE_LOG_LEVEL",
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    { zh: "标准错误输出的最低日志级别。", en: "The least level of what is logged on standard error." },
    "info",
  ),
};

/** EVENTSTORE_URL is where the hub finds its event store: no setting of the server, although it begins like one. */
const naming = { prefix: "EVENTSTORE_", ofOthers: ["EVENTSTORE_URL"] };

export type Config = ReturnType<typeof readSettings<typeof settings>>;

/** Reads the settings from arguments and environment. Throws `SettingsRefused` with a line for each that is wrong. */
export const readConfig = (args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Config =>
  readSettings(settings, naming, environment, args);
