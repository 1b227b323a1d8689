// The CPU profile of a process that listens for an inspector.
import { once } from "node:events";
import { WebSocket } from "ws";
import { z } from "zod";
import { type CpuProfile, cpuProfile } from "./costs.ts";

const targets = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const message = z.object({
  id: z.number().optional(),
  result: z.object({ profile: cpuProfile.optional() }).optional(),
});

/** How often the process is looked at, in microseconds. */
const everyUs = 200;

/** Profiles the process whose inspector listens on a port of this machine while some work is done. */
export async function profiled(port: number, work: () => Promise<unknown>): Promise<CpuProfile> {
  const [target] = targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? "", { maxPayload: 1 << 30 });
  await once(socket, "open");
  let calls = 0;
  async function call(method: string, params: object = {}): Promise<z.infer<typeof message>["result"]> {
    const id = ++calls;
    socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [bytes] = await once(socket, "message");
      const read = message.parse(JSON.parse(String(bytes)));
      if (read.id === id) return read.result;
    }
  }
  try {
    await call("Profiler.enable");
    await call("Profiler.setSamplingInterval", { interval: everyUs });
    await call("Profiler.start");
    await work();
    const stopped = await call("Profiler.stop");
    if (!stopped?.profile) throw new Error("the process gives no profile");
    return stopped.profile;
  } finally {
    socket.terminate();
  }
}
