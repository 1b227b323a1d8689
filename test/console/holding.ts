// A question or command that has been sent and does not arrive until the test lets it 扣住请求: what a page shows meanwhile stands still.
import type { Page } from "playwright-core";
import { askedIn } from "./asked-in.ts";
import { routed } from "./routed.ts";

/** What is held back. */
export interface Held {
  /** Whether it was sent by now. */
  isSent(): boolean;
  /** How often it was sent by now. */
  count(): number;
  /** Lets it go on, and whatever is sent like it from now on. */
  letGo(): void;
}

/** Holds back every request to the API in whose document this is found. */
export async function holding(page: Page, sought: RegExp): Promise<Held> {
  let count = 0;
  let letGo = () => {};
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await routed(page, "**/graphql", async (route) => {
    if (sought.test(askedIn(route.request()))) {
      count += 1;
      await held;
    }
    await route.fallback();
  });
  return { isSent: () => count > 0, count: () => count, letGo };
}
