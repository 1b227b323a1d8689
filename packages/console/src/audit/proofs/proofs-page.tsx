// 核验 proofs: whether the log is what it was, computed here from the bytes shown, whatever the server says of itself.
import { useQuery } from "@tanstack/react-query";
import { useConsole } from "../../console.ts";
import { LastCheckpointDocument } from "../../generated/operations.ts";
import { useMe } from "../../me.ts";
import { useAddress } from "../../page.ts";
import { Answered } from "../../parts/answer.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { saveFile } from "../../parts/save-file.ts";
import { TermsLine } from "../../parts/term.tsx";
import { useTexts } from "../../texts/catalogue.ts";
import { AuditHead } from "../audit-head.tsx";
import { auditTexts } from "../texts.ts";
import { proofsAddress } from "./address.ts";
import { noteChecks } from "./checks.ts";
import { EventProof } from "./event-proof.tsx";
import { GrowthProof } from "./growth-proof.tsx";
import { fileOf, type Last } from "./last-checkpoint.ts";
import { isSha256 } from "./note.ts";
import { SignatureShown } from "./signature-shown.tsx";
import { SourceProof } from "./source-proof.tsx";
import { Verdict } from "./verdict.tsx";

export function ProofsPage() {
  const texts = useTexts(auditTexts);
  const { ask } = useConsole();
  const { state, go } = useAddress(proofsAddress);
  const question = useQuery({
    queryKey: ["last checkpoint"],
    queryFn: ({ signal }) => ask(LastCheckpointDocument, {}, signal),
    refetchOnWindowFocus: false,
  });
  return (
    <>
      <AuditHead current="proofs" />
      <p className="small">{texts.whatIsChecked}</p>
      <TermsLine
        of={[
          ["checkpoint", texts.checkpoint],
          ["inclusion", texts.inclusionProof],
          ["consistency", texts.consistencyProof],
        ]}
      />
      <Answered question={question}>
        {({ checkpoint: last }) =>
          last ? (
            <>
              <CheckpointShown last={last} />
              {isSha256(last) ? (
                <>
                  <GrowthProof last={last} />
                  <EventProof last={last} event={state.event} go={(event) => go({ ...state, event })} />
                </>
              ) : (
                <p className="nothing">{texts.notSm3}</p>
              )}
            </>
          ) : (
            <p className="nothing">{texts.noCheckpoint}</p>
          )
        }
      </Answered>
      <SourceProof
        plan={state.plan}
        choose={(plan) => {
          const { plan: _before, ...rest } = state;
          go(plan ? { ...rest, plan } : rest);
        }}
      />
      {question.data?.checkpoint && <Offline last={question.data.checkpoint} />}
    </>
  );
}

function CheckpointShown({ last }: { readonly last: Last }) {
  const texts = useTexts(auditTexts);
  const { origin, size, root, note, verifierKey } = last;
  return (
    <section className="proof" aria-labelledby="checkpoint">
      <h2 id="checkpoint">{texts.checkpoint}</h2>
      <dl className="checkpoint">
        <dt>{texts.origin}</dt>
        <dd>
          <PlainText>{origin}</PlainText>
        </dd>
        <dt>{texts.size}</dt>
        <dd>{size}</dd>
        <dt>{texts.root}</dt>
        <dd>
          <code>{root}</code>
        </dd>
        <dt>{texts.key}</dt>
        <dd>
          <code>
            <PlainText>{verifierKey}</PlainText>
          </code>
        </dd>
        <dt>{texts.note}</dt>
        <dd>
          <pre className="selectable">
            <PlainText>{note}</PlainText>
          </pre>
          <button type="button" onClick={() => saveFile(fileOf(last), note)}>
            {texts.keepNote}
          </button>{" "}
          <span className="small">{texts.keepNoteWhy}</span>
        </dd>
      </dl>
      <Verdict
        checks={noteChecks(last)}
        right={texts.noteHolds}
        wrong={texts.noteFails}
        evidence={{ name: fileOf(last), text: note }}
      />
      <SignatureShown last={last} />
    </section>
  );
}

/** The words to type for whoever verifies without the ledger. */
function Offline({ last }: { readonly last: Last }) {
  const texts = useTexts(auditTexts);
  const { regionId } = useMe();
  const commands = [
    `taizhang archive --region ${regionId} --out archive.jsonl`,
    `taizhang verify archive.jsonl --checkpoint ${fileOf(last)} --key "${last.verifierKey}"`,
  ];
  return (
    <section className="proof" aria-labelledby="offline">
      <h2 id="offline">{texts.offline}</h2>
      <p className="small">{texts.offlineHow}</p>
      <pre className="selectable">{commands.join("\n")}</pre>
    </section>
  );
}
