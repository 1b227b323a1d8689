// Where a Redis is, in one setting: one server, a cluster by some of its nodes, or whichever server sentinels say is the master.
import type { Said } from "@taizhang/process";

/** A host, and its port. */
export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

/** Who asks; left out where nobody is asked for a name or a password. */
export interface RedisLogin {
  readonly username?: string;
  readonly password?: string;
}

/** Where a Redis is, and how it is asked. */
export type RedisAddress =
  /** One server: the address as the client reads it. */
  | { readonly kind: "server"; readonly url: string }
  /** A cluster, and some of its nodes, which name the others. */
  | {
      readonly kind: "cluster";
      readonly nodes: readonly RedisHost[];
      readonly login: RedisLogin;
      readonly tls: boolean;
    }
  /** The server that the sentinels take for the master of this name. */
  | {
      readonly kind: "sentinel";
      readonly sentinels: readonly RedisHost[];
      readonly master: string;
      readonly db: number;
      readonly login: RedisLogin;
      readonly sentinelLogin: RedisLogin;
      readonly tls: boolean;
    };

/** An address that makes no sense. The sentence says what to write, and repeats no password. */
export class RedisAddressRefused extends Error {
  override readonly name = "RedisAddressRefused";
  readonly sentence: Said;

  constructor(sentence: Said) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

const forms: Said = {
  zh:
    "redis://HOST:PORT、redis-cluster://HOST:PORT,HOST:PORT 或 redis-sentinel://HOST:PORT,HOST:PORT/MASTER，用 TLS 时以 " +
    "rediss 代替 redis",
  en:
    "redis://HOST:PORT, redis-cluster://HOST:PORT,HOST:PORT or redis-sentinel://HOST:PORT,HOST:PORT/MASTER, with rediss in the " +
    "place of redis for TLS",
};

/** The options of an address of sentinels. */
const options = ["db", "sentinel-user", "sentinel-password"];

const form =
  /^rediss?(?<kind>-cluster|-sentinel)?:\/\/(?:(?<login>.*)@)?(?<hosts>[^/?@]*)(?<path>\/[^?]*)?(?:\?(?<query>.*))?$/;

/**
 * Reads an address: `redis://`, `redis-cluster://` or `redis-sentinel://`, or the path of a socket. What stands before the `@`
 * is for the servers that keep the read models. Throws `RedisAddressRefused`.
 */
export function redisAddress(url: string): RedisAddress {
  if (url.startsWith("/")) return { kind: "server", url };
  const {
    kind,
    login,
    hosts = "",
    path = "",
    query = "",
  } = form.exec(url)?.groups ?? refused(`应为 ${forms.zh}`, `expected ${forms.en}`);
  const tls = url.startsWith("rediss");
  const named = hosts.split(",").map(hostIn(kind === "-sentinel" ? 26_379 : 6379));
  if (kind === undefined) {
    if (named.length > 1)
      refused(
        "多个主机是集群或哨兵的：请以 redis-cluster:// 或 redis-sentinel:// 开头",
        "several hosts are those of a cluster or of sentinels: begin with redis-cluster:// or redis-sentinel://",
      );
    return { kind: "server", url };
  }
  const end = path.slice(1);
  if (kind === "-cluster") {
    if (end !== "" || query !== "")
      refused(
        "集群没有编号的数据库，也没有选项：主机之后不应再写",
        "a cluster has neither numbered databases nor options: nothing may stand behind its hosts",
      );
    return { kind: "cluster", nodes: named, login: loginIn(login), tls };
  }
  if (end === "")
    refused(
      "缺少哨兵所知的主库名称：redis-sentinel://HOST:PORT,HOST:PORT/MASTER",
      "the name of the master is missing, as the sentinels know it: redis-sentinel://HOST:PORT,HOST:PORT/MASTER",
    );
  const given = new URLSearchParams(query);
  for (const name of given.keys())
    if (!options.includes(name))
      refused(
        `没有选项 ${name}；有：${options.join("、")}`,
        `there is no option ${name}; there are ${options.join(", ")}`,
      );
  const db = given.get("db") ?? "0";
  if (!/^\d{1,4}$/.test(db)) refused("db 应为数据库的编号", "db is expected to be the number of a database");
  const sentinelLogin = loginOf(given.get("sentinel-user") ?? "", given.get("sentinel-password") ?? "");
  const master = decoded(end);
  return { kind: "sentinel", sentinels: named, master, db: Number(db), login: loginIn(login), sentinelLogin, tls };
}

function refused(zh: string, en: string): never {
  throw new RedisAddressRefused({ zh, en });
}

const hostIn =
  (usualPort: number) =>
  (text: string): RedisHost => {
    const { host, port = String(usualPort) } =
      /^(?<host>\[[\da-f:.]+\]|[^\s:,[\]]+)(?::(?<port>\d{1,5}))?$/i.exec(text)?.groups ?? {};
    if (host === undefined || Number(port) > 65_535)
      refused(
        `${text || "空的名称"}不是 HOST:PORT；应为 ${forms.zh}`,
        `${text || "an empty name"} is no HOST:PORT; expected ${forms.en}`,
      );
    return { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
  };

/** What stands before the `@`: `user:password`, `:password` or `user`. */
function loginIn(text = ""): RedisLogin {
  const [user = "", ...rest] = text.split(":");
  return loginOf(decoded(user), decoded(rest.join(":")));
}

const loginOf = (username: string, password: string): RedisLogin => ({
  ...(username && { username }),
  ...(password && { password }),
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refused("名称或口令中的 % 应写作 %25", "a % in a name or a password is written as %25");
  }
}
