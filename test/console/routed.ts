// What a page that is open already sends, seen and answered on its way 改道: from when the story goes on, nothing goes past it.
import type { Page, Route } from "playwright-core";

/** Lets requests of a page to such addresses go through a handler, and resolves once they do. */
export async function routed(page: Page, addresses: string, handle: (route: Route) => unknown): Promise<void> {
  await page.route(addresses, handle);
  // The browser says so before: it does not wait for a renderer that is busy, and what is pressed meanwhile goes past, unseen.
  const probe = "**/graphql?isRouted";
  await page.route(probe, (route) => route.fulfill({ json: true }));
  await page.waitForFunction('fetch("/graphql?isRouted").then((answer) => answer.ok, () => false)');
  await page.unroute(probe);
}
