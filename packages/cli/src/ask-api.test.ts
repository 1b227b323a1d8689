// Requests to a running API: what is too much just now is sent again when the API says.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { sendTo } from "./ask-api.ts";

test("what is refused as too much is sent again, with its body, until it is taken", async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    bodies.push(Buffer.concat(chunks).toString());
    response.writeHead(bodies.length < 3 ? 429 : 200, { "retry-after": "0" }).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const sent = await sendTo({ api: `http://127.0.0.1:${port}`, token: "t" }, "/import", {
    method: "POST",
    body: "通知",
  });
  expect(sent.status).toBe(200);
  expect(bodies).toEqual(["通知", "通知", "通知"]);
  server.close();
});
