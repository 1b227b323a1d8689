// A proxy over https in front of a server 反向代理, with a certificate of its own: like many, it names the server behind it as the host.
import { generateKeyPairSync, sign } from "node:crypto";
import { request } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { endTogether } from "./lead-on.ts";

/** A proxy that is up. */
export interface HttpsProxy {
  /** Where people reach it, such as `https://127.0.0.1:40123`. */
  readonly address: string;
  /** Leads to a server from now on, by its address. */
  leadTo(address: string): void;
  close(): Promise<void>;
}

export async function startHttpsProxy(): Promise<HttpsProxy> {
  let behind = new URL("http://127.0.0.1");
  const sockets = new Set<Duplex>();
  const server = createServer(certified(), (asked, answered) => {
    const { method, headers } = asked;
    const onward = request(
      new URL(asked.url ?? "/", behind),
      { method, headers: { ...headers, host: behind.host } },
      (answer) => {
        answered.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(answered);
      },
    );
    onward.on("error", () => answered.destroy());
    asked.pipe(onward);
  });
  server.on("upgrade", ({ method, url, rawHeaders }, socket, head) => {
    const onward = connect(Number(behind.port), behind.hostname, () => {
      const lines = rawHeaders.flatMap((name, at) => {
        if (at % 2 === 1) return [];
        return [`${name}: ${name.toLowerCase() === "host" ? behind.host : rawHeaders[at + 1]}`];
      });
      onward.write(`${method} ${url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    sockets.add(socket);
    endTogether(socket, onward);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `https://127.0.0.1:${port}`,
    leadTo(address) {
      behind = new URL(address);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A key and a certificate that it signs itself (X.509 version 1, RFC 5280): nobody trusts it who is not told to. */
function certified(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signedBy = der(0x30, [der(0x06, [Buffer.from("2a8648ce3d040302", "hex")])]);
  const commonName = der(0x30, [der(0x06, [Buffer.from("550403", "hex")]), der(0x0c, [Buffer.from("127.0.0.1")])]);
  const name = der(0x30, [der(0x31, [commonName])]);
  const validity = der(0x30, [der(0x17, [Buffer.from("200101000000Z")]), der(0x17, [Buffer.from("491231235959Z")])]);
  const serial = der(0x02, [Buffer.from([1])]);
  const key = publicKey.export({ type: "spki", format: "der" });
  const body = der(0x30, [serial, signedBy, name, validity, name, key]);
  const signature = der(0x03, [Buffer.from([0]), sign("sha256", body, privateKey)]);
  const text = der(0x30, [body, signedBy, signature]).toString("base64").replaceAll(/.{64}/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
  };
}

/** An element of DER: its tag, its length and its content. */
function der(tag: number, parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const digits = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...digits]), content]);
}
