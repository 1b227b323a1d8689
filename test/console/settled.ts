// When a page has come to rest 已读出: its heading is there, nothing is awaited, and no question is without its answer.
import type { Page } from "playwright-core";

/** How many frames in a row nothing must have been awaited: what one answer makes a page ask next goes out by then. */
const framesAtRest = 6;

/**
 * Watches what a page asks; the result resolves once the page has come to rest, or before where it shows enough. Call it before the page
 * is opened.
 */
export function watchRest(page: Page): (isEnough?: () => Promise<boolean>) => Promise<void> {
  let open = 0;
  const isAsked = (url: string) =>
    /\/(graphql|export|import|sources|development|metrics|health)\b/.test(new URL(url).pathname);
  page.on("request", (request) => {
    if (isAsked(request.url())) open += 1;
  });
  const answered = (request: { url(): string }) => {
    if (isAsked(request.url())) open -= 1;
  };
  page.on("requestfinished", answered);
  page.on("requestfailed", answered);
  return async (isEnough = async () => false) => {
    await page.locator("main h1").first().waitFor();
    for (let frames = 0; frames < framesAtRest && !(await isEnough()); ) {
      const isAwaited = await page.evaluate(
        `new Promise((done) => requestAnimationFrame(() => done(document.querySelector("[aria-busy=true], .awaited") !== null)))`,
      );
      frames = open === 0 && isAwaited === false ? frames + 1 : 0;
    }
  };
}
