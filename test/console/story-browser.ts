// The browser of the stories: one for all files that a process runs, because starting one takes as long as a story.
//
// A story also takes over what another one has left: a window of the same options, emptied of its pages and of all it kept. Its renderer
// goes on, so that neither a process has to start nor the code of the page to be compiled for every story anew: two fifths of the time.
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { startChromium } from "../support/chromium.ts";

/** What a file of stories has of it. */
export interface StoryBrowser {
  /**
   * A context with nothing in it. To close it is to leave it to another story: what would outlast that, such as a clock or a
   * script of the context's, is refused.
   */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** The same, with a clock that shows the time as it is and can be put forward. */
  clockedContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** A context that is used once, and may be changed in every way. */
  ownContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Closes what the file has opened and not closed itself. */
  close(): Promise<void>;
}

// Pages of a context share one renderer; two contexts never do. Of its code, hardly anything runs often enough in a story to be worth an
// optimizing compiler, which takes a tenth of all the time; and what was compiled for one story is kept for the next.
const flags = [
  "--renderer-process-limit=1",
  "--js-flags=--no-opt --no-maglev --no-flush-bytecode --min-semi-space-size=16",
];

let running: Promise<Browser> | null = null;
/** Contexts in use. A process runs one file at a time, but what one file has left, the next one uses. */
const opened = new Set<BrowserContext>();
/** Contexts that were left, by their options. */
const left = new Map<string, BrowserContext[]>();

/** The browser, for a file of stories. It ends with the process. */
export async function storyBrowser(): Promise<StoryBrowser> {
  running ??= startChromium(flags);
  const browser = await running;

  async function ownContext(options?: BrowserContextOptions): Promise<BrowserContext> {
    const context = await browser.newContext(options);
    opened.add(context);
    context.once("close", () => opened.delete(context));
    return context;
  }

  /** One that was left by a story, or a new one that will be; of these options and with such a clock. */
  async function taken(options: BrowserContextOptions, clock: "real" | "put forward"): Promise<BrowserContext> {
    const alike = JSON.stringify([clock, options]);
    const known = left.get(alike)?.pop();
    if (known) {
      opened.add(known);
      return known;
    }
    const context = await ownContext(options);
    const empty = await emptying(context);
    refuseWhatLasts(context);
    context.close = async () => {
      if (!opened.delete(context)) return;
      await empty();
      left.set(alike, [...(left.get(alike) ?? []), context]);
    };
    return context;
  }

  return {
    ownContext,
    newContext: (options = {}) => taken(options, "real"),
    async clockedContext(options = {}) {
      const context = await taken(options, "put forward");
      // Once more where another story put it forward: it then shows the time as it is.
      await context.clock.install();
      return context;
    },
    async close() {
      await Promise.all([...opened].map((context) => context.close()));
    },
  };
}

/** Gives a function that closes the pages of a context and deletes all that it keeps. A blank page stays, and with it the renderer. */
async function emptying(context: BrowserContext): Promise<() => Promise<void>> {
  const blank = await context.newPage();
  const session = await context.newCDPSession(blank);
  const origins = new Set<string>();
  context.on("page", (page) =>
    page.on("framenavigated", (frame) => {
      if (URL.canParse(frame.url())) origins.add(new URL(frame.url()).origin);
    }),
  );
  return async () => {
    await Promise.all(context.pages().map((page) => (page === blank ? undefined : page.close())));
    await context.setOffline(false);
    await Promise.all(
      [...origins].map((origin) => session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" })),
    );
    await session.send("Network.clearBrowserCache");
    origins.clear();
  };
}

function refuseWhatLasts(context: BrowserContext): void {
  const refuse = (): never => {
    throw new Error("another story goes on with this context: ask for one with `ownContext`");
  };
  const { clock } = context;
  Object.assign(context, {
    addInitScript: refuse,
    exposeFunction: refuse,
    exposeBinding: refuse,
    route: refuse,
    routeWebSocket: refuse,
  });
  Object.assign(clock, { pauseAt: refuse, setFixedTime: refuse, setSystemTime: refuse });
}
