// Every setting of the event store, from flags and from the environment; flags win.
import { readSettings, setting, toggle, wholeNumber } from "@taizhang/process";
import { z } from "zod";

const loopback = z
  .string()
  .regex(
    /^(127(\.\d{1,3}){3}|::1|localhost)$/,
    "not a loopback address: this server knows no rights, so only programs on this machine may reach it",
  );

const settings = {
  data: setting(
    "EVENTSTORE_DATA",
    z.string().min(1),
    "The directory that holds the log, created if it is not there.",
    "data/eventstore",
  ),
  port: setting("EVENTSTORE_PORT", wholeNumber(65_535), "The TCP port to listen on; 0 takes any free one.", "2113"),
  host: setting("EVENTSTORE_HOST", loopback, "The loopback address to listen on.", "127.0.0.1"),
  maxAppendBytes: setting(
    "EVENTSTORE_MAX_APPEND_BYTES",
    wholeNumber(16 << 20, 1),
    "The most bytes of data in one append.",
    String(1 << 20),
  ),
  minFreeBytes: setting(
    "EVENTSTORE_MIN_FREE_BYTES",
    wholeNumber(Number.MAX_SAFE_INTEGER),
    "Appends are refused while fewer bytes than these are free on the disk.",
    String(64 << 20),
  ),
  checkpointMs: setting(
    "EVENTSTORE_CHECKPOINT_MS",
    wholeNumber(86_400_000),
    "After how many milliseconds at the latest a live, filtered subscription that finds nothing says how far it has " +
      "come; 0 is never for that reason.",
    "0",
  ),
  secretFile: setting(
    "EVENTSTORE_SECRET_FILE",
    z.string(),
    "The file that holds the secret which every caller must send as the name of its connection. Where it is empty, every " +
      "program on this machine may call.",
  ),
  memory: toggle("EVENTSTORE_MEMORY", "Whether the log is kept in memory, and forgotten at the end."),
  dieWithParent: toggle(
    "EVENTSTORE_DIE_WITH_PARENT",
    "Whether the server stops when its standard input closes, as it does when the parent ends.",
  ),
  logLevel: setting(
    "EVENTSTORE_LOG_LEVEL",
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    "The least level of what is logged on standard error.",
    "info",
  ),
};

/** EVENTSTORE_URL is where the hub finds its event store: no setting of the server, although it begins like one. */
const naming = { prefix: "EVENTSTORE_", ofOthers: ["EVENTSTORE_URL"] };

export type Config = ReturnType<typeof readSettings<typeof settings>>;

/** Reads the settings from arguments and environment. Throws `SettingsRefused` with a line for each that is wrong. */
export const readConfig = (args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Config =>
  readSettings(settings, naming, environment, args);
