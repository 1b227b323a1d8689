// Waiting for something to be so.
import { vi } from "vitest";

/** Waits until it is so, and longer where it cannot be told; also in a hook, where `expect.poll` does not work. */
export const comesTrue = (isSo: () => Promise<boolean>) =>
  vi.waitUntil(() => isSo().catch(() => false), { timeout: 120_000 });
