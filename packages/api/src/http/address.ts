// The address that a request comes from: that of its connection, or the one that a trusted proxy names.
import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";

/** Makes the look-up of addresses. `X-Forwarded-For` is believed of these proxies only, as Fastify does for its requests. */
export function addressOf(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusts = proxyAddr.compile([...trustedProxies]);
  return (request) => (request.socket.remoteAddress === undefined ? "" : proxyAddr(request, trusts));
}
