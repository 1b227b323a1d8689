// One term 一条名词: its word in both languages, what it means, how it may stand, and what it is in the API.
import { PageLink } from "../parts/page-link.tsx";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { type GlossaryState, glossaryAddress } from "./address.ts";
import type { Term } from "./terms.ts";
import { glossaryTexts } from "./texts.ts";

export function TermShown({
  term: { id, word, means, inSchema, values },
  isLookedAt,
  at,
}: {
  readonly term: Term;
  readonly isLookedAt: boolean;
  /** Where it is looked at. */
  readonly at: GlossaryState;
}) {
  const texts = useTexts(glossaryTexts);
  const say = useSay();
  const language = useLanguage();
  const other =
    language === "zh" ? ({ lang: "en", said: word.en } as const) : ({ lang: "zh-CN", said: word.zh } as const);
  return (
    <div className={isLookedAt ? "term-entry term-looked-at" : "term-entry"} data-term={id}>
      <dt>
        <PageLink page={glossaryAddress} state={at} aria-current={isLookedAt ? "true" : undefined}>
          {say(word)}
        </PageLink>{" "}
        <span className="small" lang={other.lang}>
          {other.said}
        </span>
      </dt>
      <dd>
        {say(means)}
        {values.length > 0 && (
          <>
            {" "}
            <span className="small">
              {texts.values} {values.map(say).join(" · ")}
            </span>
          </>
        )}
        {inSchema.length > 0 && (
          <>
            {" "}
            <span className="small">
              {texts.inSchema} <code>{inSchema.join(" ")}</code>
            </span>
          </>
        )}
      </dd>
    </div>
  );
}
