// The tables of docs/scale.md, as they are printed there.
import { type Assumed, type Bound, boundsOf, proofBytes, type Year, yearOf } from "./arithmetic.ts";
import type { Measured } from "./measured.ts";

/** Three digits are all that such figures say. */
const told = (number: number): string => number.toLocaleString("en-US", { maximumSignificantDigits: 3 });

const row = (...cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const ruled = (head: readonly string[], rows: readonly string[]) =>
  [row(...head), `|${"---|".repeat(head.length)}`, ...rows].join("\n");

/** What was measured. */
export function measuredTable({ machine, story, history, command }: Measured): string {
  const rows: readonly (readonly [string, number, string])[] = [
    ["events a plan has itself (imported, confirmed, issued, closed)", story.eventsAPlan, "story"],
    ["units with a part in a task", story.parts / story.tasks, "story"],
    ["events by which policies open, assign and close a task", story.eventsATask, "story"],
    ["notes of days' ends a part (due soon, overdue)", story.notesAPart, "story"],
    ["events of a unit's completion report for a plan", story.eventsACompletion, "story"],
    ["events of a person's command on a task", story.eventsAnAct, "story"],
    ["an imported table, in kB", story.importKb, "story"],
    ["data and metadata of an event as JSON, in bytes", history.jsonBytes, "history"],
    ["an event in `events.log`, in bytes", history.logBytes, "history"],
    ["an event in `index.mdb`, in bytes", history.indexBytes, "history"],
    ["an event in Redis (documents and indexes), in bytes", history.redisBytes, "history"],
    ["an event in the proofs, in bytes", proofBytes, "`operations.md`"],
    ["reading an event, in µs of CPU", history.readingCpu, "history"],
    ["reading it and building all read models into Redis, in µs of CPU", history.rebuildCpu, "history"],
    ["events a second that were built so on this machine", history.rebuildRate, "history"],
    ["a command over HTTP until it is stored and shown, in µs of CPU of the ledger", command.ledgerCpu, "commands"],
    ["the same, in µs of CPU of the event store", command.storeCpu, "commands"],
  ];
  const table = ruled(
    ["measured", "figure", "on"],
    rows.map(([what, figure, where]) => row(what, told(figure), where)),
  );
  return `\`${machine}\`\n\n${table}`;
}

/** A year, as in the story and with every unit in every task. */
export function yearTable(measured: Measured, by: Assumed): string {
  const counties = [1, Math.round(by.counties / by.provinces), by.counties];
  const years = [by, { ...by, partsATask: by.units }].flatMap((each) => counties.map((n) => yearOf(n, measured, each)));
  const lines: readonly (readonly [string, (year: Year) => number])[] = [
    ["parts", ({ parts }) => parts],
    ["events a year", ({ events }) => events],
    ["log and index, GB a year", ({ logGb }) => logGb],
    ["proofs, GB a year", ({ proofsGb }) => proofsGb],
    ["read models in Redis, GB a year", ({ redisGb }) => redisGb],
    ["commands a second in working hours", ({ commandRate }) => commandRate],
    ["commands a second in the busiest hour", ({ peakRate }) => peakRate],
    ["cores that these take", ({ peakCores }) => peakCores],
    ["rebuild of the year, hours of CPU", ({ rebuildHours }) => rebuildHours],
  ];
  const partsATask = told(by.partsATask ?? measured.story.parts / measured.story.tasks);
  const head = [partsATask, told(by.units)].flatMap((parts) => [
    `a county, ${parts} parts a task`,
    `a province of ${counties[1]}`,
    `the nation`,
  ]);
  return ruled(
    ["", ...head],
    lines.map(([what, of]) => row(what, ...years.map((year) => told(of(year))))),
  );
}

/** How many counties a partition may have. */
export function boundsTable(measured: Measured, by: Assumed): string {
  const sentences: Readonly<Record<Bound["by"], string>> = {
    rebuild: `a rebuild takes ${told(by.rebuildHours)} h of CPU`,
    redis: `read models take ${told(by.redisGb)} GB`,
    cores: `the busiest hour takes ${told(by.cores)} cores`,
  };
  const each = [by, { ...by, partsATask: by.units }].map((assumed) => boundsOf(measured, assumed));
  const [usual = [], most = []] = each;
  const found = (bounds: readonly Bound[], name: Bound["by"]) => bounds.find((bound) => bound.by === name);
  const cells = (bound: Bound | undefined) => (bound ? [told(bound.counties), told(bound.partitions)] : []);
  return ruled(
    [
      `after ${told(by.years)} years`,
      ...["as in the story", "every unit in every task"].flatMap((name) => [
        `counties a partition, ${name}`,
        "partitions of the nation",
      ]),
    ],
    usual.map(({ by: name }) => row(sentences[name], ...cells(found(usual, name)), ...cells(found(most, name)))),
  );
}
