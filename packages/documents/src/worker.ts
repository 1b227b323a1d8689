// The worker thread that reads one notice and ends; see `readNoticeInWorker`.
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { readNotice } from "./read-notice.ts";

const order = z.object({ bytes: z.instanceof(Uint8Array), name: z.string() }).parse(workerData);
parentPort?.postMessage(readNotice(order.bytes, order.name));
