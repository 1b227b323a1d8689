// The band that says since when the server cannot be reached 连不上: it is looked for again and again, and what is on the screen asked for anew.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isOfNow } from "../ask/of-now.ts";
import { useConsole } from "../console.ts";
import { clockText } from "../parts/day.ts";
import { useStore } from "../store.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { healthOf } from "./health.ts";
import { shellTexts } from "./texts.ts";

/** How often the server is looked for. */
const lookMs = 5000;

export function AwayBand() {
  const texts = useTexts(shellTexts);
  const language = useLanguage();
  const { reach } = useConsole();
  const questions = useQueryClient();
  const lostAt = useStore(reach.lostAt);
  const isLost = lostAt !== null;
  useEffect(() => {
    if (!isLost) return;
    const look = async () => {
      if ((await healthOf()) === null) return;
      reach.found();
      void questions.invalidateQueries({
        predicate: (query) => query.meta !== undefined && (query.state.status === "error" || isOfNow(query)),
      });
    };
    const timer = window.setInterval(() => void look(), lookMs);
    return () => window.clearInterval(timer);
  }, [isLost, reach, questions]);
  if (lostAt === null) return null;
  return (
    <div className="band band-waiting" role="status">
      <span aria-hidden="true">▲</span> {texts.away(clockText(lostAt, language))}
    </div>
  );
}
