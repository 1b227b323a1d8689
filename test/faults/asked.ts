// A reader of damaged directories, in a process that may end over them and is then started anew.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Answer, Question } from "@taizhang/eventstore/testing/serves";

/** LMDB may go round in circles in a tree that leads back to itself. */
const patienceMs = 20_000;

export class AskedReader {
  #child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  #ended: Promise<undefined> = Promise.resolve(undefined);

  /** What is served; undefined if the process ended over it. */
  async ask(question: Question): Promise<Answer | undefined> {
    const child = this.#child ?? this.#start();
    this.#child = child;
    const lines = createInterface(child.stdout);
    const line = new Promise<string>((resolve) => lines.once("line", resolve));
    const late = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const text = await Promise.race([line, this.#ended]);
    clearTimeout(late);
    lines.close();
    if (text === undefined) this.#child = undefined;
    return text === undefined ? undefined : JSON.parse(text);
  }

  stop(): void {
    this.#child?.kill();
  }

  #start() {
    const program = fileURLToPath(import.meta.resolve("@taizhang/eventstore/testing/serves"));
    const child = spawn(process.execPath, ["--import", "tsx", program], { stdio: ["pipe", "pipe", "ignore"] });
    this.#ended = once(child, "exit").then(() => undefined);
    return child;
  }
}
