// What came of a check 核验结果: green where every hash that was computed here is what it must be; else red, with the hash that is not.
import { saveFile } from "../../parts/save-file.ts";
import { useTexts } from "../../texts/catalogue.ts";
import { auditTexts } from "../texts.ts";
import { type Check, type Checked, holds } from "./checks.ts";

/** A file for `taizhang verify`. */
export interface Evidence {
  readonly name: string;
  readonly text: string;
}

export function Verdict({
  checks,
  right,
  wrong,
  evidence,
}: {
  readonly checks: readonly Check[];
  /** What is shown by all of them together. */
  readonly right: string;
  readonly wrong: string;
  readonly evidence: Evidence;
}) {
  const texts = useTexts(auditTexts);
  const words: Readonly<Record<Checked, string>> = {
    note: texts.ofNote,
    leaf: texts.ofLeaf,
    root: texts.ofRoot,
    older: texts.ofOlder,
    newer: texts.ofNewer,
    bytes: texts.ofBytes,
    files: texts.ofFiles,
  };
  const isRight = holds(checks);
  return (
    <div className={isRight ? "verdict verdict-right" : "verdict verdict-wrong"} role={isRight ? "status" : "alert"}>
      <p>
        <span aria-hidden="true">{isRight ? "✓" : "✗"}</span> <strong>{isRight ? right : wrong}</strong>
      </p>
      <ul className="checks">
        {checks.map((check, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the checks of one proof never move.
          <li key={at} className={holds([check]) ? "check-right" : "check-wrong"}>
            <span aria-hidden="true">{holds([check]) ? "✓" : "✗"}</span> {words[check.of]}{" "}
            {holds([check]) ? (
              <code>{check.found}</code>
            ) : (
              <dl>
                <dt>{texts.wanted}</dt>
                <dd>
                  <code>{check.wanted}</code>
                </dd>
                <dt>{texts.foundHash}</dt>
                <dd>{check.found === null ? texts.notComputed : <code>{check.found}</code>}</dd>
              </dl>
            )}
          </li>
        ))}
      </ul>
      {!isRight && (
        <button type="button" onClick={() => saveFile(evidence.name, evidence.text)}>
          {texts.saveEvidence}
        </button>
      )}
    </div>
  );
}
