// Starts a peer as a process of its own, like our servers: in this process it would take time from the client.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { After } from "../after.ts";

/** The peers: each has a file `NAME-process.ts`. */
type PeerName = "constant" | "grpc" | "http" | "mercurius" | "ws";

/** Starts a peer, gives it its answers, and resolves with the port it listens on. */
export async function startPeer(name: PeerName, answers: object, after: After): Promise<number> {
  const file = fileURLToPath(new URL(`./${name}-process.ts`, import.meta.url));
  const child = fork(file, { serialization: "advanced" });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the ${name} peer ended with ${code} before it listened`);
  });
  ended.catch(() => undefined);
  after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "exit");
  });
  child.send(answers);
  const [port] = await Promise.race([once(child, "message"), ended]);
  return Number(port);
}
