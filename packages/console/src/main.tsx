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
import { asker } from "./ask/ask.ts";
import { liveChanges } from "./ask/live.ts";
import { channelTo, seenBy } from "./ask/seen.ts";
import { ConsoleContext, type ConsoleParts } from "./console.ts";
import { PagesContext } from "./page.ts";
import { pages, routerOf } from "./routes.tsx";
import { lastReadsIn } from "./shell/last-read.ts";
import { noticeList } from "./shell/notices.ts";
import { settingsIn } from "./shell/settings.ts";
import { sessionIn } from "./sign-in/session.ts";
import "./styles/theme.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/sign-in.css";

function partsOfPage(): ConsoleParts {
  const now = () => Date.now();
  const session = sessionIn(sessionStorage);
  const questions = new QueryClient();
  const ask = asker(session);
  const drafts = draftsIn(localStorage, now);
  const notices = noticeList(now, (call, ms) => window.setTimeout(call, ms));
  const late = deliveredLate({ drafts, notices, now });
  const seen = seenBy(channelTo("seen"), sessionStorage);
  const own = ownCommands(channelTo("own"));
  return {
    session,
    questions,
    ask,
    seen,
    settings: settingsIn(localStorage),
    live: liveChanges({ session, questions, channel: channelTo("live"), id: commandId(), own }),
    acting: actingOn({ ask, seen, kept: localStorage, channel: channelTo("outbox"), questions, own, now, late }),
    drafts,
    lastReads: lastReadsIn(localStorage),
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
          <RouterProvider router={routerOf()} />
        </QueryClientProvider>
      </PagesContext.Provider>
    </ConsoleContext.Provider>
  </StrictMode>,
);
