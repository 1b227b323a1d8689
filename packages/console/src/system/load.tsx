// Connections, refusals and failures 连接与最近一小时: what the server counts, from `/metrics`.
import { useQuery } from "@tanstack/react-query";
import { useTexts } from "../texts/catalogue.ts";
import { type Figure, figureOf, figuresBy, figuresIn } from "./metrics.ts";
import { systemTexts } from "./texts.ts";

const mb = 2 ** 20;

async function figures(): Promise<readonly Figure[] | null> {
  const answer = await fetch("/metrics").catch(() => null);
  return answer?.ok ? figuresIn(await answer.text()) : null;
}

export function Load({ everyMs }: { readonly everyMs: number }) {
  const texts = useTexts(systemTexts);
  const { data } = useQuery({ queryKey: ["metrics"], queryFn: figures, refetchInterval: everyMs });
  if (data === undefined) return null;
  if (data === null) return <p>{texts.noMetrics}</p>;
  // The server says -1 where it cannot tell.
  const told = (name: string) => {
    const value = figureOf(data, name);
    return value === null || value < 0 ? texts.unknown : String(value);
  };
  const lastHour = (name: string, by: string) => {
    const kinds = figuresBy(data, name, by);
    const sum = kinds.reduce((all, [, count]) => all + count, 0);
    return [String(sum), ...kinds.map(([kind, count]) => `${kind} ${count}`)];
  };
  const memory = figureOf(data, "process_resident_memory_bytes");
  const lines: readonly (readonly [string, readonly string[]])[] = [
    [texts.sockets, [told("taizhang_sockets")]],
    [texts.subscriptions, [told("taizhang_socket_operations")]],
    [texts.streams, [told("taizhang_event_streams")]],
    [texts.refusals, lastHour("taizhang_refusals_last_hour", "code")],
    [texts.failures, lastHour("taizhang_failures_last_hour", "status")],
    [texts.parked, [told("taizhang_plans_parked")]],
    [texts.proofsLag, [told("taizhang_proofs_lag")]],
    [texts.memory, [memory === null ? texts.unknown : `${Math.round(memory / mb)} MB`]],
  ];
  return (
    <dl className="system-facts">
      {lines.map(([word, [value, ...parts]]) => (
        <div key={word} className="system-fact">
          <dt>{word}</dt>
          <dd>
            {value}
            {parts.length > 0 && <span className="small"> {parts.join(" · ")}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
