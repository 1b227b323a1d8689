// The frame of every page 外壳: who is signed in, the navigation, the bands, and the page itself.
import { Outlet } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { useConsole } from "../console.ts";
import { MeContext, ownerOf, useMeAsked } from "../me.ts";
import { base, type Me, TitleContext } from "../page.ts";
import { Answered } from "../parts/answer.tsx";
import { AddressLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { DemonstrationBand } from "../sign-in/demonstration-band.tsx";
import { RenewDialog } from "../sign-in/renew-dialog.tsx";
import { SignIn } from "../sign-in/sign-in.tsx";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { AwayBand } from "./away-band.tsx";
import { Choices } from "./choices.tsx";
import { SignOut } from "./leave.tsx";
import { Foot, Navigation } from "./navigation.tsx";
import { NewBuild } from "./new-build.tsx";
import { NoticesButton, ShownNotices } from "./notices-list.tsx";
import { OutboxBand } from "./outbox-band.tsx";
import { Search } from "./search.tsx";
import { StandingBand } from "./standing-band.tsx";
import { shellTexts } from "./texts.ts";

export function Frame() {
  const { session, settings } = useConsole();
  const { signedIn } = useStore(session.standing);
  const { language, isLarge } = useStore(settings);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.documentElement.classList.toggle("large", isLarge);
  }, [language, isLarge]);
  return (
    <I18nProvider locale={language === "zh" ? "zh-CN" : "en-US"}>{signedIn ? <Inside /> : <SignIn />}</I18nProvider>
  );
}

function Inside() {
  const texts = useTexts(shellTexts);
  const asked = useMeAsked();
  const me = asked.data?.me ?? null;
  const { acting, session, shared } = useConsole();
  const { signedIn } = useStore(session.standing);
  const owner = me === null ? null : ownerOf(me);
  // Whose pages are shown. Those of the one before are gone before anybody else acts.
  const [shownTo, showTo] = useState<string | null>(null);
  const isKnown = !asked.isPlaceholderData;
  useEffect(() => {
    if (owner === null || !isKnown || !signedIn) return;
    const before = acting.owner();
    if (before !== "" && before !== owner) {
      // Somebody else: nothing of the one before stays, neither what was answered nor the socket that is hers.
      window.location.reload();
      return;
    }
    acting.actAs(owner);
    shared.open(`live.${owner}`);
    session.knownAs(signedIn.token, owner);
    showTo(owner);
  }, [owner, isKnown, signedIn, acting, session, shared]);
  return (
    <>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <header>
        <DemonstrationBand />
        <div className="header">
          <AddressLink to={`${base}/`} className="name">
            {texts.name}
          </AddressLink>
          {me && <Navigation me={me} />}
          <div className="tools">
            {me && <Search me={me} />}
            <NoticesButton />
            <Choices />
            {me && <Who me={me} />}
            <SignOut />
          </div>
        </div>
        {me && (
          <MeContext.Provider value={me}>
            <StandingBand />
            <NewBuild />
          </MeContext.Provider>
        )}
        <AwayBand />
        <OutboxBand />
      </header>
      <ShownNotices />
      <main id="main" tabIndex={-1}>
        {!me && (
          <TitleContext.Provider value={texts.name}>
            <Answered question={asked}>{() => null}</Answered>
          </TitleContext.Provider>
        )}
        {me && owner === shownTo && (
          <MeContext.Provider value={me}>
            <Outlet />
          </MeContext.Provider>
        )}
      </main>
      {me && <Foot me={me} />}
      <RenewDialog tokenEndsAt={me?.tokenEndsAt ?? null} />
    </>
  );
}

function Who({ me: { displayName, unit, regionName, roles } }: { readonly me: Me }) {
  const word = useWords("Role");
  const joining = useJoining();
  return (
    <span className="who">
      <PlainText>{[regionName, displayName ?? unit?.name ?? ""].filter(Boolean).join(" ")}</PlainText>{" "}
      <span className="small">{joining.list(roles.map(word))}</span>
    </span>
  );
}
