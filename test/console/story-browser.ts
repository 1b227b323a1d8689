// The browser of the stories: one for all files that a process runs, because starting one takes as long as a story.
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { startChromium } from "../support/chromium.ts";

/** What a file of stories has of it. */
export interface StoryBrowser {
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Closes what the file has opened and not closed itself. */
  close(): Promise<void>;
}

let running: Promise<Browser> | null = null;

/** The browser, for a file of stories. It ends with the process. */
export async function storyBrowser(): Promise<StoryBrowser> {
  running ??= startChromium();
  const browser = await running;
  const opened = new Set<BrowserContext>();
  return {
    async newContext(options) {
      const context = await browser.newContext(options);
      opened.add(context);
      context.once("close", () => opened.delete(context));
      return context;
    },
    async close() {
      await Promise.all([...opened].map((context) => context.close()));
    },
  };
}
