// Whether the notice is what the plan keeps of it 来文原件: its bytes are fetched, and hashed here.
import { useMutation } from "@tanstack/react-query";
import { useQuestion } from "../../ask/use-question.ts";
import { useConsole } from "../../console.ts";
import { NoticeOfPlanDocument, type NoticeOfPlanQuery } from "../../generated/operations.ts";
import { Answered, FailureShown, NotFound } from "../../parts/answer.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { useTexts } from "../../texts/catalogue.ts";
import { AuditedPlan } from "../audited-plan.tsx";
import { auditTexts } from "../texts.ts";
import { type FileBytes, sourceChecks } from "./checks.ts";
import { sourceBytes } from "./source-bytes.ts";
import { Verdict } from "./verdict.tsx";

type Source = NonNullable<NoticeOfPlanQuery["plan"]>["source"];

export function SourceProof({
  plan,
  choose,
}: {
  readonly plan: string | undefined;
  readonly choose: (plan: string | undefined) => void;
}) {
  const texts = useTexts(auditTexts);
  return (
    <section className="proof" aria-labelledby="source">
      <h2 id="source">{texts.source}</h2>
      <div className="choices">
        <AuditedPlan plan={plan} choose={(found) => choose(found?.id)} />
      </div>
      {plan !== undefined && <NoticeOf key={plan} planId={plan} />}
    </section>
  );
}

function NoticeOf({ planId }: { readonly planId: string }) {
  const question = useQuestion(NoticeOfPlanDocument, { planId }, { about: { planId } });
  return (
    <Answered question={question}>{({ plan }) => (plan ? <Files source={plan.source} /> : <NotFound />)}</Answered>
  );
}

function Files({ source: { sha256, files } }: { readonly source: Source }) {
  const texts = useTexts(auditTexts);
  const { session } = useConsole();
  const check = useMutation({
    mutationFn: async () => {
      const found: FileBytes[] = [];
      for (const file of files) found.push({ sha256: file.sha256, bytes: await sourceBytes(session, file.sha256) });
      return sourceChecks(sha256, found);
    },
  });
  return (
    <>
      <ul className="source-files">
        {files.map(({ name, byteCount, sha256: kept }) => (
          <li key={kept}>
            <PlainText>{name}</PlainText> <span className="small">{texts.bytes(byteCount)}</span> <code>{kept}</code>
          </li>
        ))}
      </ul>
      <button type="button" disabled={check.isPending} onClick={() => check.mutate()}>
        {texts.checkSource}
      </button>
      {check.error && <FailureShown error={check.error} again={() => check.mutate()} />}
      {check.data && (
        <Verdict
          checks={check.data}
          right={texts.sourceHolds}
          wrong={texts.sourceFails}
          evidence={{ name: "sha256sum.txt", text: files.map((file) => `${file.sha256}  ${file.name}\n`).join("") }}
        />
      )}
    </>
  );
}
