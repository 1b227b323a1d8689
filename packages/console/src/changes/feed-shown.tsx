// How it stands with the feed 接收状态: in words, also that it was cut off and went on, and the way to begin again where it cannot.
import { PageLink } from "../parts/page-link.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { type ChangesState, changesAddress } from "./address.ts";
import { changesTexts } from "./texts.ts";
import type { FeedStanding } from "./use-feed.ts";

export function FeedShown({
  standing: { kind, resumedCount, refused },
  state,
  forget,
}: {
  readonly standing: FeedStanding;
  readonly state: ChangesState;
  /** Forgets where one was. */
  readonly forget: () => void;
}) {
  const texts = useTexts(changesTexts);
  const say = useSay();
  if (refused !== null) {
    const { after: _after, ...filters } = state;
    const isOtherLog = refused.code === "CURSOR_OF_OTHER_LOG";
    return (
      <p className="failure" role="alert">
        {isOtherLog ? texts.otherLog : `${texts.refused}${say(refused.sentence)}`}{" "}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click on the link inside forgets the place; Enter is one. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as above. */}
        <span onClick={forget}>
          <PageLink page={changesAddress} state={isOtherLog ? filters : {}}>
            {texts.beginAgain}
          </PageLink>
        </span>
      </p>
    );
  }
  const [mark, word] = {
    reading: ["○", texts.reading],
    live: ["●", texts.live],
    cut: ["▲", texts.cut],
    lagging: ["▲", texts.lagging],
  }[kind];
  return (
    <p className={`feed-standing feed-${kind}`} role="status">
      <span aria-hidden="true">{mark}</span> {word}
      {resumedCount > 0 && <span className="small"> {texts.resumed(resumedCount)}</span>}
    </p>
  );
}
