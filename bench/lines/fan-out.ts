// One event to a thousand subscribers, compared with a server that sends the same bytes to as many bare sockets.
import { once } from "node:events";
import { WebSocket } from "ws";
import type { After } from "../after.ts";
import { roundMs } from "../again.ts";
import type { Rounds, Side } from "../line.ts";
import { startPeer } from "../peers/start-peer.ts";
import { gather, planFor } from "../sockets/crowd.ts";

const units = 50;

export const fanOut: Rounds = {
  name: "fan-out",
  unit: "deliveries",
  async open({ after }) {
    const crowd = await gather([planFor(units)], units, after);
    const texts = new Map<number, string>();
    const before = crowd.subscribers[0]?.cursor() ?? null;
    const ear = deafEar();
    crowd.hear = (who, text) => {
      texts.set(who, text);
      ear.heard();
    };
    await crowd.report();
    const owed = await crowd.owedAfter(before);
    const all = owed.reduce((sum, { length }) => sum + length, 0);
    // The replays were told after whoever follows live, or else the first round would begin in the middle.
    while (texts.size < all) {
      await new Promise<void>((resolve) => {
        ear.heard = resolve;
      });
    }
    const ours = deliveries("taizhang", all, crowd.report, ear);
    return { ours, peers: [{ ...(await bare([...texts.values()], after)), wanted: { atLeast: 0.5 } }] };
  },
};

/** What is called with every delivery; replaced by whoever counts them. */
interface Ear {
  heard: () => void;
}

const deafEar = (): Ear => ({ heard: () => {} });

/** A side that makes one event after the other; each is over when everybody has it. */
function deliveries(name: string, all: number, event: () => Promise<unknown>, ear: Ear): Side {
  return {
    name,
    async round() {
      const over = performance.now() + roundMs;
      const times: number[] = [];
      while (performance.now() < over) {
        const from = performance.now();
        let missing = all;
        const arrived = new Promise<void>((resolve) => {
          ear.heard = () => {
            missing -= 1;
            if (missing === 0) resolve();
          };
        });
        await Promise.all([event(), arrived]);
        times.push(performance.now() - from);
      }
      ear.heard = () => {};
      return { done: times.length * all, times };
    },
  };
}

/** The peer, and its sockets: one for each text, and one more by which it is told to send them. */
async function bare(texts: readonly string[], after: After): Promise<Side> {
  const url = `ws://127.0.0.1:${await startPeer("ws", { texts }, after)}`;
  const ear = deafEar();
  for (const [nth] of texts.entries()) {
    const socket = new WebSocket(`${url}/${nth}`, { perMessageDeflate: false });
    after(async () => socket.terminate());
    // As much as a subscriber does with a message.
    socket.on("message", (bytes: Buffer) => bytes.toString().includes('"Change"') && ear.heard());
    await once(socket, "open");
  }
  const trigger = new WebSocket(`${url}/trigger`, { perMessageDeflate: false });
  after(async () => trigger.terminate());
  await once(trigger, "open");
  return deliveries("bare ws", texts.length, async () => trigger.send("now"), ear);
}
