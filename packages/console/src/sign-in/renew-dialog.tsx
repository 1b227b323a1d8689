// A token ends 续期: a minute before, a new one is asked for where that can be; else a dialog opens over the page, and nothing is lost.
import { useEffect } from "react";
import { useConsole } from "../console.ts";
import { meKey } from "../me.ts";
import { PageDialog } from "../shell/dialog.tsx";
import { SignOut } from "../shell/leave.tsx";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { developmentToken } from "./people.ts";
import { PeopleList } from "./people-list.tsx";
import { TokenForm } from "./sign-in.tsx";
import { signInTexts } from "./texts.ts";

const earlyMs = 60_000;
/** How soon to ask again whether a token has ended that should have: the clocks of both sides may differ. */
const endedMs = 5000;

/** A timer that is set for longer than this fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** By a clock that is ahead every new token has ended already: so long it is waited all the same. */
const leastMs = 30_000;

export function RenewDialog({ tokenEndsAt }: { readonly tokenEndsAt: string | null }) {
  const texts = useTexts(signInTexts);
  const { session, questions } = useConsole();
  const { isEnded, signedIn } = useStore(session.standing);
  const subject = signedIn?.development ?? null;
  useEffect(() => {
    if (subject === null || tokenEndsAt === null) return;
    const renew = async () => {
      const token = await developmentToken(subject);
      if (token !== null) session.signIn({ token, development: subject });
    };
    if (isEnded) void renew();
    const timer = window.setTimeout(
      () => void renew(),
      Math.max(leastMs, Date.parse(tokenEndsAt) - Date.now() - earlyMs),
    );
    return () => window.clearTimeout(timer);
  }, [subject, tokenEndsAt, isEnded, session]);
  // Whether it has ended, the server says: its clock is the one that counts.
  const isPasted = signedIn !== null && subject === null;
  useEffect(() => {
    if (!isPasted || tokenEndsAt === null || isEnded) return;
    const asked = () => void questions.invalidateQueries({ queryKey: meKey });
    let again = 0;
    const timer = window.setTimeout(
      () => {
        asked();
        again = window.setInterval(asked, endedMs);
      },
      Math.min(longestTimerMs, Math.max(0, Date.parse(tokenEndsAt) - Date.now())),
    );
    return () => {
      window.clearTimeout(timer);
      window.clearInterval(again);
    };
  }, [isPasted, tokenEndsAt, isEnded, questions]);
  return (
    <PageDialog title={texts.ended} isOpen={isEnded} close={() => undefined} isStubborn>
      <p>{texts.endedText}</p>
      <PeopleList />
      <TokenForm />
      <SignOut />
    </PageDialog>
  );
}
