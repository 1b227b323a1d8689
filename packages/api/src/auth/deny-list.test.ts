import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, generateKeyPair } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { testLedger, testRegion } from "../../testing/region.ts";
import { keepingLogger, serve } from "../../testing/serving.ts";
import { type DenyList, denyListIn } from "./deny-list.ts";
import { issueDevelopmentToken } from "./development-tokens.ts";
import { verifier } from "./tokens.ts";

const { logger, lines } = keepingLogger();
const lookMs = 5;
let directory: string;
let file: string;
let list: DenyList | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "deny-list-"));
  file = join(directory, "denied");
  lines.splice(0);
});
afterEach(async () => {
  list?.close();
  await rm(directory, { recursive: true });
});

const says = (text: string) => writeFile(file, text);
const errors = () => lines.map((line) => JSON.parse(line)).filter(({ level }) => level === "error");

test("a list names tokens by their id or by their subject, and has comments", async () => {
  await says("# left in May\n\nt-1\nsub:p-2   # lost the telephone\r\n  t-3\n");
  list = await denyListIn(file, logger);
  const denied = [
    { jti: "t-1", sub: "p-1" },
    { jti: "t-2", sub: "p-2" },
    { jti: "t-3", sub: "p-3" },
  ];
  expect(denied.map(list.denies)).toEqual([true, true, true]);
  const others = [
    { jti: "t-4", sub: "p-1" },
    { jti: "sub:p-9", sub: "t-1" },
    { jti: "#", sub: "left" },
  ];
  expect(others.map(list.denies)).toEqual([false, false, false]);
});

test("a list that cannot be read, or makes no sense, is an error at the start", async () => {
  await expect(denyListIn(file, logger)).rejects.toThrow(
    /停用令牌的名单读不出来.*list of denied tokens cannot be read .*make the file/,
  );
  await says("t-1\nsub:\nt 2\n");
  await expect(denyListIn(file, logger)).rejects.toThrow(/line 2: expected the id of a token.*line 3/);
});

test("a list is read again when it changes; where it cannot be, the last one stays and an error is logged", async () => {
  await says("t-1");
  list = await denyListIn(file, logger, lookMs);
  const denied = (jti: string) => list?.denies({ jti, sub: "p" });
  await rm(file);
  await expect.poll(errors).toMatchObject([{ msg: expect.stringContaining("the last one stays") }]);
  expect(denied("t-1")).toBe(true);
  await says("t-2\nt 3");
  await expect.poll(() => denied("t-2")).toBe(true);
  expect(denied("t-1")).toBe(false);
  expect(errors()).toMatchObject([{}, { faults: [expect.stringMatching(/^line 2/)] }]);
});

test("a token that is denied is refused, and what is open with it is closed, whichever line names it", async () => {
  await says("");
  list = await denyListIn(file, logger, lookMs);
  const key = { algorithm: "ES256", ...(await generateKeyPair("ES256")) } as const;
  const ledger = testLedger();
  const region = testRegion(ledger);
  const verify = verifier("taizhang", null, key, list);
  const serving = await serve({ ledger, parts: { verify, denyList: list } });
  const tokenOf = (sub: string) =>
    issueDevelopmentToken(key, { ...region.bearer("office"), sub }, { audience: "taizhang", lifetimeSeconds: 600 });
  const [bySubject, byId, other] = await Promise.all(["p-1", "p-2", "p-3"].map(tokenOf));
  const status = async (token = "") => (await serving.ask("{ me { subjectId } }", {}, token)).status;
  const sockets = await Promise.all([bySubject, byId, other].map((token) => subscribed(serving.address, token)));

  await says(`sub:p-1\n${decodeJwt(byId ?? "").jti}`);
  expect(await Promise.all(sockets.slice(0, 2).map(({ closed }) => closed))).toEqual([
    [4403, "the token has been denied"],
    [4403, "the token has been denied"],
  ]);
  expect(sockets[2]?.socket.readyState).toBe(WebSocket.OPEN);
  expect([await status(bySubject), await status(byId), await status(other)]).toEqual([401, 401, 200]);
  const refused = await serving.ask("{ me { subjectId } }", {}, byId ?? "");
  expect(refused.errors).toMatchObject([{ message: expect.stringContaining("denied by the operator") }]);
  await serving.close();
});

/** A socket whose subscription has begun, and how it is closed. */
async function subscribed(address: string, token = "") {
  const socket = new WebSocket(`${address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  const closed = new Promise<readonly [number, string]>((resolve) => {
    socket.once("close", (code, reason) => resolve([code, String(reason)]));
  });
  socket.once("open", () =>
    socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } })),
  );
  await new Promise<void>((resolve) =>
    socket.on("message", (data) => {
      const { type } = JSON.parse(String(data));
      const payload = { query: "subscription { changes { __typename } }" };
      if (type === "connection_ack") socket.send(JSON.stringify({ id: "1", type: "subscribe", payload }));
      if (type === "next") resolve();
    }),
  );
  return { socket, closed };
}
