// All addresses: every folder that has a `page.ts` is a page. A new page is a new folder, and no line here.
import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { createElement } from "react";
import { type AnyPage, base, queries } from "./page.ts";
import { FailureShown } from "./parts/answer.tsx";
import { Frame } from "./shell/frame.tsx";
import { Home } from "./shell/home.tsx";
import { LoadedPage } from "./shell/loaded.tsx";
import { BrokenPage, NoPage } from "./shell/page-shown.tsx";

const found = import.meta.glob<AnyPage>("./*/**/page.ts", { eager: true, import: "page" });

/** The pages that there are. */
export const pages: readonly AnyPage[] = Object.values(found);

/** Makes the router of all pages. */
export function routerOf() {
  const root = createRootRoute({ component: Frame, notFoundComponent: NoPage });
  const home = createRoute({ getParentRoute: () => root, path: "/", component: Home });
  const routes = pages.map((page) =>
    createRoute({
      getParentRoute: () => root,
      path: page.path,
      validateSearch: (search: Record<string, unknown>) => search,
      component: () => createElement(LoadedPage, { page }),
      errorComponent: ({ error }) => createElement(BrokenPage, { page, error }),
    }),
  );
  return createRouter({
    routeTree: root.addChildren([home, ...routes]),
    basepath: base,
    ...queries,
    defaultPreload: false,
    defaultErrorComponent: ({ error }) => createElement(FailureShown, { error, again: () => window.location.reload() }),
    scrollRestoration: true,
  });
}
