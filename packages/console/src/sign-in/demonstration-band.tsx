// The band that says for as long as it is so that this is a demonstration 演示环境.
import { useConsole } from "../console.ts";
import { dayText } from "../parts/day.ts";
import { shellTexts } from "../shell/texts.ts";
import { useStore } from "../store.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { usePeople } from "./people-list.tsx";

export function DemonstrationBand() {
  const texts = useTexts(shellTexts);
  const language = useLanguage();
  const { signedIn } = useStore(useConsole().session.standing);
  const { data } = usePeople();
  if (signedIn?.development == null) return null;
  const day = data?.storyEndsOn;
  return <div className="band band-demo">{day ? texts.demo(dayText(day, language)) : texts.demoPlain}</div>;
}
