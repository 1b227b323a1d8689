// 运行 operator: how the server, its event store and its read models are. Nothing here acts: what there is to type is shown.
import { useQuery } from "@tanstack/react-query";
import { useConsole } from "../console.ts";
import { ReadModelsNowDocument, ServerItselfDocument } from "../generated/operations.ts";
import { Answered } from "../parts/answer.tsx";
import { clockText } from "../parts/day.ts";
import { Term } from "../parts/term.tsx";
import { useHealth } from "../shell/health.ts";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { Load } from "./load.tsx";
import { ReadModels } from "./read-models.tsx";
import { ServerShown } from "./server-shown.tsx";
import { systemTexts } from "./texts.ts";
import "../styles/system.css";

const everyMs = 5000;

export function SystemPage() {
  const texts = useTexts(systemTexts);
  const language = useLanguage();
  const { ask } = useConsole();
  const models = useQuery({
    queryKey: ["read models"],
    queryFn: ({ signal }) => ask(ReadModelsNowDocument, {}, signal),
    refetchInterval: everyMs,
    meta: { about: null },
  });
  const server = useQuery({
    queryKey: ["server itself"],
    queryFn: ({ signal }) => ask(ServerItselfDocument, {}, signal),
    refetchInterval: everyMs,
    meta: { about: null },
  });
  return (
    <div className="system">
      <div className="page-head">
        <h1>{texts.heading}</h1>
        {models.dataUpdatedAt > 0 && (
          <p className="small freshness">{texts.asked(clockText(models.dataUpdatedAt, language))}</p>
        )}
      </div>
      <p className="small">{texts.about}</p>
      <HealthShown />
      <section aria-labelledby="models">
        <h2 id="models">
          <Term id="readModel">{texts.models}</Term>
        </h2>
        <Answered question={models}>{({ readModels }) => <ReadModels models={readModels} />}</Answered>
      </section>
      <div className="system-halves">
        <section aria-labelledby="server">
          <h2 id="server">{texts.server}</h2>
          <Answered question={server}>{({ server: standing }) => <ServerShown server={standing} />}</Answered>
        </section>
        <section aria-labelledby="load">
          <h2 id="load">{texts.load}</h2>
          <Load everyMs={everyMs} />
        </section>
      </div>
    </div>
  );
}

/** Whether the server can serve, and if not, why. */
function HealthShown() {
  const texts = useTexts(systemTexts);
  const say = useSay();
  const health = useHealth(everyMs);
  if (health === undefined) return null;
  return (
    <section aria-labelledby="health">
      <h2 id="health">{texts.health}</h2>
      {health === null && <p>{texts.noHealth}</p>}
      {health?.problems.length === 0 && (
        <p className="system-fine">
          <span aria-hidden="true">●</span> {texts.ready}
        </p>
      )}
      {health !== null && health.problems.length > 0 && (
        <ul className="system-problems">
          {health.problems.map(({ part, reason }) => (
            <li key={part}>
              <span aria-hidden="true">■</span> <code>{part}</code> {say(reason)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
