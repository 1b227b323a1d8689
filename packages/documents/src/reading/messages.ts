// What a reader and the process that started it say to each other.
import type { PlanDraft } from "@taizhang/domain";
import { z } from "zod";
import { PROBLEM_CODES } from "../readers/problem.ts";

/** Said by a reader once, when it can take its first file. */
export const ready = "ready";

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A notice to read, and what that may take. */
export const order = z.object({
  files: z.array(z.object({ bytes, name: z.string() })),
  known: z.array(z.string()),
  cpuMs: z.number(),
  residentMb: z.number(),
});
export type Order = z.infer<typeof order>;

/**
 * The draft comes from our own code, so its shape is not checked here: for a notice of 10 MB that would block the
 * server for seconds. It is checked when an event is made of it.
 */
const draft = z.custom<PlanDraft>((value) => typeof value === "object" && value !== null);

/** What was read. A reader that is spent takes no further file. */
export const answer = z.object({
  result: z.union([
    z.object({ draft, reading: bytes }),
    z.object({ error: z.object({ code: z.enum(PROBLEM_CODES), message: z.string(), messageZh: z.string() }) }),
  ]),
  isSpent: z.boolean(),
});
export type Answer = z.infer<typeof answer>;
