// HTTP requests one after the other for the length of a round; the last one is waited for, however long it takes.
import { Agent, request } from "node:http";
import { again } from "./again.ts";
import type { Asked } from "./driven.ts";
import type { Round } from "./line.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Sends requests one by one. Rejects if an answer is wrong. */
export const oneByOne = (asked: Omit<Asked, "connections">): Promise<Round> =>
  again(1, async () => {
    const body = await answered(asked);
    if (!asked.isRight(body)) throw new Error(`${asked.url} gave a wrong answer: ${body.slice(0, 500)}`);
  });

function answered({ url, headers, body }: Omit<Asked, "connections">): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST", headers: { "content-type": "application/json", ...headers } });
    sent.once("error", reject);
    sent.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.end(body());
  });
}
