// The read models 读模型: how far each has come, what has stopped it, and the words that build it anew.
import type { ReadModelsNowQuery } from "../generated/operations.ts";
import { Copyable } from "../parts/copyable.tsx";
import { Term } from "../parts/term.tsx";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { systemTexts } from "./texts.ts";

type Model = ReadModelsNowQuery["readModels"][number];

export function ReadModels({ models }: { readonly models: readonly Model[] }) {
  const texts = useTexts(systemTexts);
  const reasonWord = useWords("StopReason");
  const stopped = models.filter((model) => model.stopped);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be scrolled by the keyboard, too. */}
      <section className="scrolled" tabIndex={0} aria-label={texts.modelsCaption}>
        <table className="system-models">
          <caption className="unseen-text">{texts.modelsCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.name}</th>
              <th scope="col">{texts.version}</th>
              <th scope="col">{texts.state}</th>
              <th scope="col">
                <Term id="position">{texts.position}</Term>
              </th>
              <th scope="col">{texts.lag}</th>
              {stopped.length > 0 && <th scope="col">{texts.stoppedAt}</th>}
              {stopped.length > 0 && <th scope="col">{texts.why}</th>}
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={model.name}>
                <th scope="row">
                  <code>{model.name}</code>
                </th>
                <td>{model.version}</td>
                <td>
                  <State model={model} />
                </td>
                <td>
                  <Position label={texts.positionOf(model.name)} of={model.position} none={texts.none} />
                </td>
                <td>{model.lag}</td>
                {stopped.length > 0 && (
                  <>
                    <td>
                      {model.stopped && (
                        <Position label={texts.stopOf(model.name)} of={model.stoppedAt} none={texts.unknown} />
                      )}
                    </td>
                    <td>{model.stopped && (model.stopReason ? reasonWord(model.stopReason) : texts.unknown)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {stopped.length > 0 && (
        <div className="system-words">
          <p>{texts.toType}</p>
          <pre className="selectable">taizhang rebuild {stopped.map(({ name }) => `--model ${name}`).join(" ")}</pre>
          <p className="small">{texts.rebuildHint}</p>
        </div>
      )}
    </>
  );
}

/** A position of the log, with the button that copies it; a word where there is none. */
function Position({
  label,
  of,
  none,
}: {
  readonly label: string;
  readonly of: string | null | undefined;
  readonly none: string;
}) {
  return of == null ? none : <Copyable label={label} text={of} isLabelled />;
}

function State({ model: { stopped, live, caughtUp } }: { readonly model: Model }) {
  const texts = useTexts(systemTexts);
  const [kind, mark, word] = stopped
    ? ["stopped", "■", texts.stopped]
    : live
      ? caughtUp
        ? ["fine", "●", texts.fine]
        : ["behind", "▲", texts.behind]
      : ["behind", "○", texts.rebuilding];
  return (
    <span className={`system-${kind}`}>
      <span aria-hidden="true">{mark}</span> {word}
    </span>
  );
}
