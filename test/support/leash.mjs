// Runs a program that knows nothing of its parent, such as Redis: it ends at once when whoever started this is gone, even
// with SIGKILL, because then the pipe to standard input closes.
import { spawn } from "node:child_process";

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
child.once("error", (error) => {
  process.stderr.write(`${command} could not be started: ${error.message}\n`);
  process.exit(1);
});
child.once("exit", (code) => process.exit(code ?? 1));
process.stdin.resume().once("end", () => child.kill("SIGKILL"));
process.once("SIGTERM", () => child.kill("SIGTERM"));
