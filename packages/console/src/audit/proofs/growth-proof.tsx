// Whether a checkpoint that was kept is the beginning of the present log 一致性: the old one is pasted, and never the server's.
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Ask } from "../../ask/ask.ts";
import { useConsole } from "../../console.ts";
import { GrowthProvedDocument } from "../../generated/operations.ts";
import { FailureShown } from "../../parts/answer.tsx";
import { useTexts } from "../../texts/catalogue.ts";
import { auditTexts } from "../texts.ts";
import { type Check, growthChecks } from "./checks.ts";
import { fileOf, type Last } from "./last-checkpoint.ts";
import { type Checkpoint, checkpointIn } from "./note.ts";
import { Verdict } from "./verdict.tsx";

/** What came of it: nothing to compare, a log that cannot be the one that was signed, or hashes. */
type Found =
  | { readonly kind: "none" }
  | { readonly kind: "otherLog" | "longer" | "neverSigned"; readonly held: Checkpoint }
  | { readonly kind: "checks"; readonly held: Checkpoint; readonly checks: readonly Check[]; readonly hashes: number };

async function compared(ask: Ask, pasted: string, last: Last): Promise<Found> {
  const held = checkpointIn(pasted);
  if (held === null) return { kind: "none" };
  if (held.origin !== last.origin) return { kind: "otherLog", held };
  if (held.size > last.size) return { kind: "longer", held };
  const { consistencyProof: proof } = await ask(GrowthProvedDocument, { from: held.size, to: last.size });
  if (!proof) return { kind: "neverSigned", held };
  const { hashes } = proof;
  return { kind: "checks", held, checks: growthChecks({ held, to: last, hashes }), hashes: hashes.length };
}

export function GrowthProof({ last }: { readonly last: Last }) {
  const texts = useTexts(auditTexts);
  const { ask } = useConsole();
  const id = useId();
  const [pasted, setPasted] = useState("");
  const check = useMutation({ mutationFn: (text: string) => compared(ask, text, last) });
  return (
    <section className="proof" aria-labelledby="growth">
      <h2 id="growth">{texts.growth}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate(pasted);
        }}
      >
        <label htmlFor={id}>{texts.paste}</label>
        <textarea
          id={id}
          rows={5}
          value={pasted}
          placeholder={texts.pasteHint}
          spellCheck={false}
          onChange={({ target }) => {
            setPasted(target.value);
            check.reset();
          }}
        />
        <button type="submit" disabled={pasted.trim() === "" || check.isPending}>
          {texts.checkGrowth}
        </button>
      </form>
      {check.error && <FailureShown error={check.error} again={() => check.mutate(pasted)} />}
      {check.data && <Outcome found={check.data} last={last} pasted={pasted} />}
    </section>
  );
}

function Outcome({ found, last, pasted }: { readonly found: Found; readonly last: Last; readonly pasted: string }) {
  const texts = useTexts(auditTexts);
  if (found.kind === "none") {
    return (
      <p className="verdict verdict-open" role="alert">
        {texts.notACheckpoint}
      </p>
    );
  }
  const { held } = found;
  if (found.kind === "checks") {
    return (
      <Verdict
        checks={found.checks}
        right={texts.growthHolds(held.size, found.hashes)}
        wrong={texts.growthFails}
        evidence={{ name: fileOf(held), text: `${pasted.replaceAll("\r\n", "\n").trim()}\n` }}
      />
    );
  }
  return (
    <p className="verdict verdict-wrong" role="alert">
      <span aria-hidden="true">✗</span>{" "}
      <strong>
        {found.kind === "otherLog"
          ? texts.otherLog(held.origin)
          : found.kind === "longer"
            ? texts.longer(held.size, last.size)
            : texts.neverSigned(held.size)}
      </strong>
    </p>
  );
}
