// 导入 import: the files of a notice are chosen, read and made a draft; below are the drafts that wait.
import { useRouter } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { commandId } from "../act/command-id.ts";
import { useIsGone } from "../act/use-is-gone.ts";
import { asFailure, Failure, isPassing } from "../ask/failure.ts";
import { useConsole } from "../console.ts";
import { ImportPlanDocument } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { addressOf } from "../page.ts";
import { FailureShown } from "../parts/answer.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { workbenchAddress } from "../workbench/address.ts";
import { DraftsListed } from "./drafts-listed.tsx";
import { FilesChosen } from "./files-chosen.tsx";
import { Steps } from "./steps.tsx";
import { importTexts } from "./texts.ts";
import { uploaded } from "./upload.ts";
import "../styles/import.css";

export function ImportPage() {
  const texts = useTexts(importTexts);
  const say = useSay();
  const { session, ask, seen, notices } = useConsole();
  const { regionId } = useMe();
  const { history } = useRouter();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [standing, setStanding] = useState<"ready" | "reading" | "none">("ready");
  const [failure, setFailure] = useState<Failure | null>(null);
  const isGone = useIsGone();
  const latest = useRef(files);
  latest.current = files;

  /** Uploads and imports. Both may be done twice: the same files are always the same plan. */
  async function planOf(): Promise<string> {
    const sourceSha256 = await uploaded(session, files);
    const input = { commandId: commandId(), regionId, sourceSha256 };
    const { importPlan } = await ask(ImportPlanDocument, { input });
    const { receipt, rejection, plan, notShown } = importPlan;
    if (rejection) throw new Failure(rejection.code, rejection.message);
    if (receipt?.position != null) seen.note(receipt.position);
    if (!plan) throw new Failure("READ_MODEL_BEHIND", notShown ?? { zh: "", en: "" });
    const isNew = receipt?.outcome === "DONE";
    const told = isNew ? ("imported" as const) : ("already" as const);
    notices.tell("done", { zh: importTexts.zh[told], en: importTexts.en[told] });
    return plan.id;
  }

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (standing === "reading") return;
    setFailure(null);
    if (files.length === 0) {
      setStanding("none");
      return;
    }
    setStanding("reading");
    // Who has gone on meanwhile, to another page or to other files, stays there: the draft is among those that wait.
    const hasGoneOn = () => isGone.current || latest.current !== files;
    try {
      const planId = await planOf();
      if (hasGoneOn()) setStanding("ready");
      else history.push(addressOf(workbenchAddress, { planId }));
    } catch (error) {
      setStanding("ready");
      if (hasGoneOn()) notices.tellFailure(asFailure(error));
      else setFailure(asFailure(error));
    }
  }

  return (
    <>
      <div className="page-head">
        <h1>{texts.title}</h1>
      </div>
      <Steps now={1} />
      <form className="import-form" aria-label={texts.chooseStep} onSubmit={(event) => void send(event)}>
        <FilesChosen
          files={files}
          change={(next) => {
            setFiles(next);
            // What was sent is read still: nothing else is sent before it is answered.
            setStanding((now) => (now === "reading" ? now : "ready"));
          }}
        />
        <div className="buttons">
          <button type="submit" className="main-button" aria-disabled={standing === "reading"}>
            {texts.read}
          </button>
          {standing === "reading" && <span role="status">{texts.reading}</span>}
          {standing === "none" && (
            <strong role="alert" className="missing">
              {texts.none}
            </strong>
          )}
        </div>
        {failure && isPassing(failure) && <FailureShown error={failure} />}
        {failure && !isPassing(failure) && (
          <div className="failure" role="alert">
            <p>{texts.refused}</p>
            <p>
              <strong>{say(failure.sentence)}</strong>
            </p>
            <p className="small">
              {texts.refusedHint} {failure.code}
            </p>
          </div>
        )}
      </form>
      <DraftsListed />
    </>
  );
}
