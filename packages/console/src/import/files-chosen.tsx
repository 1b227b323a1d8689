// The files that are chosen, in the order in which they are read: the notice before its annexes.
import { useId, useRef } from "react";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { importTexts } from "./texts.ts";
import { moved } from "./upload.ts";

export function FilesChosen({
  files,
  change,
}: {
  readonly files: readonly File[];
  readonly change: (files: readonly File[]) => void;
}) {
  const texts = useTexts(importTexts);
  const [id, hint] = [useId(), useId()];
  const field = useRef<HTMLInputElement>(null);

  function added(): void {
    const found = field.current?.files;
    if (!found || found.length === 0) return;
    change([...files, ...found]);
    // The same file may be chosen again, once it is mended.
    if (field.current) field.current.value = "";
  }

  return (
    <>
      <div className="field">
        <label htmlFor={id}>{texts.files}</label>
        <input ref={field} id={id} type="file" multiple aria-describedby={hint} onChange={added} />
        <span id={hint} className="small">
          {texts.formats}
        </span>
      </div>
      {files.length > 0 && (
        <ol className="import-files" aria-label={texts.chosen}>
          {files.map((file, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name; their place is what they are told apart by.
            <li key={`${at} ${file.name}`}>
              <span>
                {at + 1}. <PlainText>{file.name}</PlainText>{" "}
                <span className="small">{texts.size((file.size / 1024).toFixed(1))}</span>
              </span>
              <span className="buttons">
                {at > 0 && (
                  <button
                    type="button"
                    className="quiet"
                    aria-label={texts.up(file.name)}
                    onClick={() => change(moved(files, at, -1))}
                  >
                    ↑
                  </button>
                )}
                {at < files.length - 1 && (
                  <button
                    type="button"
                    className="quiet"
                    aria-label={texts.down(file.name)}
                    onClick={() => change(moved(files, at, 1))}
                  >
                    ↓
                  </button>
                )}
                <button
                  type="button"
                  className="quiet"
                  aria-label={texts.remove(file.name)}
                  onClick={() => {
                    change(files.filter((_, place) => place !== at));
                    field.current?.focus();
                  }}
                >
                  ✕
                </button>
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
