// The server itself 服务器: its version, its event store, and how far the log has come.
import type { ServerItselfQuery } from "../generated/operations.ts";
import { Copyable } from "../parts/copyable.tsx";
import { instantText } from "../parts/day.ts";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { systemTexts } from "./texts.ts";

export function ServerShown({
  server: { version, consoleBuild, startedAt, head, developmentTokens, eventStore },
}: {
  readonly server: ServerItselfQuery["server"];
}) {
  const texts = useTexts(systemTexts);
  const language = useLanguage();
  const kindWord = useWords("EventStoreKind");
  const { kind, answers, takesAppends } = eventStore;
  const store = answers ? [texts.answers, takesAppends ? texts.writable : texts.full] : [texts.silent];
  return (
    <dl className="system-facts">
      <dt>{texts.programVersion}</dt>
      <dd>{version}</dd>
      <dt>{texts.console}</dt>
      <dd className="selectable">{consoleBuild ?? texts.none}</dd>
      <dt>{texts.started}</dt>
      <dd>{instantText(startedAt, language)}</dd>
      <dt>{texts.head}</dt>
      <dd>{head == null ? texts.none : <Copyable label={texts.head} text={head} isLabelled />}</dd>
      <dt>{texts.store}</dt>
      <dd className={answers && takesAppends ? undefined : "system-stopped"}>
        {[kindWord(kind), ...store].join(" · ")}
      </dd>
      <dt>{texts.tokens}</dt>
      <dd className={developmentTokens ? "system-stopped" : undefined}>
        {developmentTokens ? texts.accepted : texts.refused}
      </dd>
    </dl>
  );
}
