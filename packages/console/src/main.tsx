// Starts the console 控制台: makes its parts, and shows the page that the address names.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { actingOn } from "./act/acting.ts";
import { commandId } from "./act/command-id.ts";
import { deliveredLate } from "./act/delivered-late.ts";
import { draftsIn } from "./act/drafts.ts";
import { ownCommands } from "./act/own-commands.ts";
import { refusalKept } from "./act/refusal-kept.ts";
import { tabIn } from "./act/this-tab.ts";
import { asker } from "./ask/ask.ts";
import { liveChanges } from "./ask/live.ts";
import { reachBy } from "./ask/reach.ts";
import { channelTo, laterChannel, seenBy } from "./ask/seen.ts";
import { ConsoleContext, type ConsoleParts } from "./console.ts";
import { PagesContext } from "./page.ts";
import { Printing } from "./parts/printing.tsx";
import { pages, routerOf } from "./routes.tsx";
import { healthOf } from "./shell/health.ts";
import type { KeyGroup } from "./shell/key-groups.ts";
import { lastReadsIn } from "./shell/last-read.ts";
import { noticeList } from "./shell/notices.ts";
import { settingsIn } from "./shell/settings.ts";
import { sessionIn } from "./sign-in/session.ts";
import { honest, storageOf } from "./storages.ts";
import { store } from "./store.ts";
import "./styles/theme.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/on-paper.css";
import "./styles/sign-in.css";

function partsOfPage(): ConsoleParts {
  const now = () => Date.now();
  const after = (call: () => void, ms: number) => window.setTimeout(call, ms);
  const [here, inTab] = [storageOf(() => localStorage), storageOf(() => sessionStorage).kept];
  const session = sessionIn(inTab);
  // The browser's own word for whether there is a network says nothing of a server on this machine or in the building.
  const questions = new QueryClient({
    defaultOptions: { queries: { networkMode: "always" }, mutations: { networkMode: "always" } },
  });
  const reach = reachBy(now);
  const ask = asker(session, reach);
  // Where nothing is asked, the socket is the first to know that the server is away.
  const looked = async () => {
    if (reach.lostAt.get() === null && (await healthOf()) === null) reach.lost();
  };
  const drafts = draftsIn(honest(here), now);
  const notices = noticeList(now, after);
  const late = deliveredLate({ drafts, notices, now });
  const seen = seenBy(channelTo("seen"), inTab);
  const shared = laterChannel();
  const own = ownCommands(channelTo("own"));
  return {
    session,
    reach,
    shared,
    questions,
    ask,
    seen,
    settings: settingsIn(here.kept),
    keys: store<readonly KeyGroup[]>([]),
    live: liveChanges({ session, questions, channel: shared, id: commandId(), own, cut: () => void looked() }),
    acting: actingOn({
      ask,
      session,
      seen,
      kept: here.kept,
      channel: laterChannel(),
      questions,
      own,
      tab: tabIn(inTab, window),
      now,
      after,
      late,
      refused: refusalKept(notices),
      cameToNothing: drafts.removeUntyped,
      reused: drafts.renew,
    }),
    forms: store<ReadonlySet<string>>(new Set()),
    drafts,
    lasts: here.lasts,
    lastReads: lastReadsIn(here.kept),
    notices,
  };
}

const place = document.getElementById("page");
if (!place) throw new Error("the page has no place to be shown in");
const parts = partsOfPage();
createRoot(place).render(
  <StrictMode>
    <ConsoleContext.Provider value={parts}>
      <PagesContext.Provider value={pages}>
        <QueryClientProvider client={parts.questions}>
          <Printing>
            <RouterProvider router={routerOf()} />
          </Printing>
        </QueryClientProvider>
      </PagesContext.Provider>
    </ConsoleContext.Provider>
  </StrictMode>,
);
