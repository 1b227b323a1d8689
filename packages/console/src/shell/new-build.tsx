// The line that says that the server has a newer page 新版本: it is loaded when one says so, after what is typed was kept.
import { useMe } from "../me.ts";
import { useTexts } from "../texts/catalogue.ts";
import { shellTexts } from "./texts.ts";

/** The build of this page, as the server has written it there; empty where it has not. */
const ownBuild = (): string => document.querySelector('meta[name="build"]')?.getAttribute("content") ?? "";

export function NewBuild() {
  const texts = useTexts(shellTexts);
  const { consoleBuild } = useMe();
  if (!consoleBuild || ownBuild() === "" || consoleBuild === ownBuild()) return null;
  return (
    <div className="band band-waiting" role="status">
      <span>{texts.newBuild}</span>
      {/* Leaving the page keeps every draft: see `use-draft.ts`. */}
      <button type="button" onClick={() => window.location.reload()}>
        {texts.reload}
      </button>
    </div>
  );
}
