// Whether an event is within the checkpoint 包含: its bytes are shown, hashed here, and led to the root that is shown above.
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useConsole } from "../../console.ts";
import { EventProvedDocument, type EventProvedQuery } from "../../generated/operations.ts";
import { useMe } from "../../me.ts";
import { Answered } from "../../parts/answer.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { useTexts } from "../../texts/catalogue.ts";
import { auditTexts } from "../texts.ts";
import { bytesInBase64 } from "./bytes.ts";
import { inclusionChecks } from "./checks.ts";
import { fileOf, type Last } from "./last-checkpoint.ts";
import { leafIn, readable } from "./leaf.ts";
import { Verdict } from "./verdict.tsx";

export function EventProof({
  last,
  event,
  go,
}: {
  readonly last: Last;
  readonly event: string | undefined;
  readonly go: (event: string) => void;
}) {
  const texts = useTexts(auditTexts);
  const isAuditor = useMe().roles.includes("AUDITOR");
  const id = useId();
  const [typed, setTyped] = useState(event ?? "");
  return (
    <section className="proof" aria-labelledby="inclusion">
      <h2 id="inclusion">{texts.inclusion}</h2>
      {isAuditor ? (
        <>
          <form
            className="choices"
            onSubmit={(submitted) => {
              submitted.preventDefault();
              if (/^\d+$/.test(typed.trim())) go(typed.trim());
            }}
          >
            <label htmlFor={id}>{texts.eventPosition}</label>
            <input id={id} inputMode="numeric" value={typed} onChange={({ target }) => setTyped(target.value)} />
            <button type="submit">{texts.checkEvent}</button>
          </form>
          {event !== undefined && <Proved key={event} last={last} position={event} />}
        </>
      ) : (
        <p className="small">{texts.leafForAuditors}</p>
      )}
    </section>
  );
}

function Proved({ last, position }: { readonly last: Last; readonly position: string }) {
  const texts = useTexts(auditTexts);
  const { ask } = useConsole();
  const question = useQuery({
    queryKey: ["event proved", position, last.size],
    queryFn: ({ signal }) => ask(EventProvedDocument, { position, size: last.size }, signal),
    refetchOnWindowFocus: false,
  });
  return (
    <Answered question={question}>
      {({ inclusionProof: proof }) =>
        proof ? (
          <>
            <Verdict
              checks={inclusionChecks({ checkpoint: last, ...proof })}
              right={texts.inclusionHolds(proof.hashes.length)}
              wrong={texts.inclusionFails}
              evidence={{ name: fileOf(last), text: last.note }}
            />
            <LeafShown leaf={proof.leaf} />
          </>
        ) : (
          <p className="verdict verdict-open">{texts.notCovered}</p>
        )
      }
    </Answered>
  );
}

/** What the bytes say, which is what was hashed. */
function LeafShown({ leaf }: Pick<NonNullable<EventProvedQuery["inclusionProof"]>, "leaf">) {
  const texts = useTexts(auditTexts);
  const bytes = bytesInBase64(leaf);
  const said = bytes && leafIn(bytes);
  if (!said) {
    return (
      <>
        <p className="small">{texts.rawLeaf}</p>
        <pre>
          <PlainText>{leaf}</PlainText>
        </pre>
      </>
    );
  }
  const fields = [
    [texts.stream, said.stream],
    [texts.revision, String(said.revision)],
    [texts.eventId, said.id],
    [texts.eventType, said.type],
  ] as const;
  return (
    <dl className="checkpoint">
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="selectable">
            <PlainText>{value}</PlainText>
          </dd>
        </div>
      ))}
      {(
        [
          [texts.data, said.data],
          [texts.metadata, said.metadata],
        ] as const
      ).map(([name, json]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <pre>
              <PlainText>{readable(json)}</PlainText>
            </pre>
          </dd>
        </div>
      ))}
    </dl>
  );
}
