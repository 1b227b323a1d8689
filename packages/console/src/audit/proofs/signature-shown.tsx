// Whether a checkpoint is signed 签名核验: under the key that the server gives, and under the one that the reader keeps herself.
import { useId, useState } from "react";
import { useTexts } from "../../texts/catalogue.ts";
import { auditTexts } from "../texts.ts";
import type { Last } from "./last-checkpoint.ts";
import { signedUnder, verifierKeyIn } from "./signature.ts";

export function SignatureShown({ last: { note, verifierKey } }: { readonly last: Last }) {
  const texts = useTexts(auditTexts);
  const id = useId();
  const [kept, setKept] = useState("");
  return (
    <>
      <Signature note={note} keyText={verifierKey} right={texts.signedByServed} />
      <p className="small">{texts.servedKeyOnly}</p>
      <div className="field">
        <label htmlFor={id}>{texts.ownKey}</label>
        <input
          id={id}
          type="text"
          value={kept}
          placeholder={texts.ownKeyHint}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => setKept(target.value)}
        />
      </div>
      {kept.trim() !== "" && <Signature note={note} keyText={kept} right={texts.signedByOwn} />}
    </>
  );
}

function Signature({
  note,
  keyText,
  right,
}: {
  readonly note: string;
  readonly keyText: string;
  /** What is shown where it is signed under the key. */
  readonly right: string;
}) {
  const texts = useTexts(auditTexts);
  const key = verifierKeyIn(keyText);
  if (key === null) {
    return (
      <p className="verdict verdict-open" role="alert">
        {texts.notAKey}
      </p>
    );
  }
  const signed = signedUnder(key, note);
  const isRight = signed === "right";
  return (
    <p className={isRight ? "verdict verdict-right" : "verdict verdict-wrong"} role={isRight ? "status" : "alert"}>
      <span aria-hidden="true">{isRight ? "✓" : "✗"}</span>{" "}
      <strong>{isRight ? right : signed === "wrong" ? texts.signatureFails : texts.notSigned(key.name)}</strong>
    </p>
  );
}
