// A reader of damaged directories, in a process that may end because of them and is then started anew.
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { type Process, startProcess } from "../node-process.ts";
import type { Answer, Question } from "./damaged-reader-process.ts";

interface Running {
  readonly child: Process;
  readonly lines: Interface;
  readonly ended: Promise<undefined>;
}

export class DamagedReader {
  #running: Running | undefined;

  /** What is served; undefined if the process ended because of it. */
  async ask(question: Question): Promise<Answer | undefined> {
    const isFresh = this.#running === undefined;
    const answer = await this.#askOnce(question);
    // What an earlier question did to the process may have ended it.
    return answer ?? (isFresh ? undefined : await this.#askOnce(question));
  }

  async #askOnce(question: Question): Promise<Answer | undefined> {
    this.#running ??= start();
    const { child, lines, ended } = this.#running;
    const line = once(lines, "line").then(([text]) => String(text));
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const text = await Promise.race([line, ended]);
    if (text === undefined) this.#running = undefined;
    return text === undefined ? undefined : JSON.parse(text);
  }

  stop(): void {
    this.#running?.child.kill();
  }
}

function start(): Running {
  const child = startProcess(new URL("damaged-reader-process.ts", import.meta.url), []);
  // It may end while a question is on its way.
  child.stdin.on("error", () => {});
  child.stderr.resume();
  return { child, lines: createInterface(child.stdout), ended: once(child, "exit").then(() => undefined) };
}
