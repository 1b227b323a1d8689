// A unit clause while it is read: the names found so far, what is said of them, and what became of its other words.
import { type Saying, sayingOf } from "./relation-word.ts";
import type { UnitDoubt } from "./unit-cell.ts";
import { dependsOnRow } from "./unit-name.ts";
import type { Label, Names, Part, Range } from "./unit-split.ts";

/** A name while its clause is being read. */
export interface Said extends Range {
  readonly saying: Saying | undefined;
  /** The label that the name stands under, by its place among the labels. */
  readonly label: number | undefined;
  /** A sign such as * is printed beside the name. */
  readonly marked: boolean;
  /** The name with the remarks printed around it, if there are any. */
  readonly withRemark?: Range;
}

/** The names that a clause is read with: those known at all, and among them those of the region's roster. */
export interface KnownNames {
  readonly names: Names;
  readonly roster: Names;
}

export type OpenClause = ReturnType<typeof openClause>;

/** A sign beside a name. */
const SIGNS = /[*★☆▲△●◆#※]/;
const SIGNS_BEFORE = /^[*★☆▲△●◆#※]{1,3}/;
const SIGNS_AFTER = /[*★☆▲△●◆#※]{1,3}$/;

/** Begins to read a clause. `folded` are its words in half width, as long as `text`. */
export function openClause(text: string, folded: string, { names, roster }: KnownNames) {
  const units: Said[] = [];
  const marks: Range[] = [];
  const persons: Range[] = [];
  const deadlines: Range[] = [];
  const labels: Label[] = [];
  const doubts: { readonly code: UnitDoubt; readonly words: string }[] = [];
  const holdsSigns = SIGNS.test(folded);
  /** The label under which names are read now, by its place among the labels. */
  let label: number | undefined;
  /** Where the names begin that the next verb is about: those of the sentence, and those since the last comma. */
  let sentence = 0;
  let phrase = 0;
  /** How many commas stand between the names that wait for a verb. */
  let commas = 0;
  /** What is said of the names that follow in the list: behind 会同 they take part, behind 配合 they are helped. */
  let joining: Saying | undefined;
  let helpsBehindBlank: Range | undefined;
  /** Somebody before this leads or is in charge. */
  let led = false;
  /** A name begins with 会同, which is a county then. */
  let inHuitong = false;

  return {
    text,
    folded,
    names,
    roster,
    units,
    marks,
    persons,
    deadlines,
    labels,
    doubts,
    words,
    trimmed,
    unsigned,
    mark,
    doubt,
    setAside,
    add,
    keepRemark,
    under,
    underOwnLabels,
    openLabel,
    openPart,
    openSentence,
    keepingPlace,
    joinNext,
    mayHelpNext,
    close,
    joinsClauses,
    say,
    settle,
    settleOpen,
    settleHelped,
    isLed: () => led,
    sentenceFrom: () => sentence,
    replace,
    assists,
    phraseFrom: () => phrase,
  };

  function words({ from, to }: Range): string {
    return folded.slice(from, to);
  }

  function trimmed(range: Range): Range {
    const inner = words(range);
    return {
      from: range.from + inner.length - inner.trimStart().length,
      to: range.to - (inner.length - inner.trimEnd().length),
    };
  }

  /** The range without a sign around its name, which marks the lead: 「县财政局*」. */
  function unsigned({ from, to }: Range): Range {
    if (!holdsSigns) return { from, to };
    const inner = folded.slice(from, to);
    const before = SIGNS_BEFORE.exec(inner)?.[0].length ?? 0;
    const after = before === inner.length ? 0 : (SIGNS_AFTER.exec(inner)?.[0].length ?? 0);
    if (before > 0) mark({ from, to: from + before });
    if (after > 0) mark({ from: to - after, to });
    return { from: from + before, to: to - after };
  }

  function mark(...ranges: readonly Range[]): void {
    marks.push(...ranges);
  }

  function doubt(code: UnitDoubt, { from, to }: Range): void {
    doubts.push({ code, words: text.slice(from, to).trim() });
  }

  /** Sets the words for a person aside; they are repeated in no warning. */
  function setAside(range: Range): void {
    mark(range);
    if (persons.length === 0) doubts.push({ code: "PERSON_IN_UNIT_CELL", words: "" });
    persons.push(range);
  }

  /** Adds one name. */
  function add(range: Range): void {
    inHuitong ||= folded.startsWith("会同", range.from);
    const { from, to } = range;
    const marked = holdsSigns && SIGNS.test(`${folded[from - 1] ?? ""}${folded[to] ?? ""}`);
    units.push({ from, to, saying: joining, label, marked });
    if (dependsOnRow(words(range))) doubt("GROUP_DEPENDS_ON_ROW", range);
  }

  /** Keeps a remark beside a name with what is printed of it: 「县住建局（1-3项）」. Nothing to do if there is no such name. */
  function keepRemark(at: number, { from, to }: Range): void {
    const unit = units[at];
    if (!unit) return;
    const printed = unit.withRemark ?? unit;
    units[at] = { ...unit, withRemark: { from: Math.min(printed.from, from), to: Math.max(printed.to, to) } };
  }

  /** What the label names under which words are read now. */
  function under(): Label["of"] | undefined {
    return label === undefined ? undefined : labels[label]?.of;
  }

  /** Labels within brackets end with them. */
  function underOwnLabels(read: () => void): void {
    const outer = label;
    read();
    label = outer;
  }

  function openLabel(next: Label): void {
    labels.push(next);
    label = labels.length - 1;
  }

  /** Goes on to the next part between separators, which say how far the next verb reaches back. */
  function openPart({ label: own, after, from }: Part): void {
    if (own) openLabel(own);
    else if (after === "clause" && folded[from - 1] === "。") label = undefined;
    // 「县财政局；县审计局配合」 is one sentence, as far as who helps whom.
    const goesOn = !own && !led && units.length > sentence && units.at(-1)?.label === undefined;
    if (after === "clause" && !goesOn) openSentence();
    if (after === "list") return;
    if (units.length > phrase) commas++;
    phrase = units.length;
    joining = undefined;
  }

  function openSentence(): void {
    sentence = units.length;
    phrase = units.length;
    commas = 0;
  }

  /** Reads words within a sentence that do not end what is said of the names before them. */
  function keepingPlace(read: () => void): void {
    const own = { phrase, sentence };
    read();
    phrase = own.phrase;
    sentence = own.sentence;
  }

  /** The names that follow in the list are said the same of, if no verb of their own says otherwise. */
  function joinNext(saying: Saying): void {
    joining = saying;
    phrase = units.length;
  }

  /** Behind a blank may stand whom the names before it help, 「县财政局 配合 县住建局」, or others who do something else. */
  function mayHelpNext(verb: Range): void {
    joinNext("helped");
    helpsBehindBlank = { from: verb.from, to: folded.length };
  }

  /** What can only be told with the last word of the clause: whether those behind the blank were helped. */
  function close(): void {
    if (helpsBehindBlank && units.some(({ saying }) => saying === "helped")) doubt("HELP_UNCLEAR", helpsBehindBlank);
  }

  /** Whether 会同 means "together with", as it does after another clause. Elsewhere it is the county of that name. */
  function joinsClauses(): boolean {
    return units.length > 0 && !inHuitong;
  }

  /** What is said of the names since the last comma, or of all that wait for a verb if it goes on from a lead. */
  function say(saying: Saying): void {
    const goesOn = saying === "assist" || saying === "share";
    if (saying === "assist" && !led) settleLedByOrder();
    settleOpen(goesOn && led ? sentence : phrase, units.length, saying);
    openSentence();
  }

  /**
   * 「县财政局，县审计局、县统计局配合」: whom the names behind the one comma help, leads. Of 「县财政局、县审计局配合」 and
   * 「县财政局，县审计局，县统计局配合」 nobody can say who helps.
   */
  function settleLedByOrder(): void {
    const open = units.slice(sentence).filter((unit) => unit.saying === undefined && !assists(unit));
    const [first, last] = [open[0], open.at(-1)];
    if (!first || !last || open.length < 2) return;
    if (commas === 1) settleOpen(sentence, phrase, "helped");
    else doubt("UNCLEAR_REACH", { from: first.from, to: last.to });
  }

  function settle(first: number, saying: Saying): void {
    for (let at = first; at < units.length; at++) replace(at, saying);
  }

  /** Says something of the names that nothing was said of; a remark in brackets counts more than a verb. */
  function settleOpen(first: number, end: number, saying: Saying): void {
    for (let at = first; at < end; at++) {
      const before = units[at]?.saying;
      const own = before === "helped" && at >= phrase && saying !== "charge";
      if (before === undefined || own) replace(at, saying);
    }
  }

  /** The names from here on are those whom others help, whatever they do themselves but lead. */
  function settleHelped(first: number): void {
    for (const [at, { saying }] of units.entries())
      if (at >= first && (saying === undefined || saying === "share" || saying === "charge")) replace(at, "helped");
  }

  function replace(at: number, saying: Saying): void {
    const unit = units[at];
    if (unit) units[at] = { ...unit, saying };
    led ||= saying === "lead" || saying === "charge" || saying === "helped";
  }

  /** Whether a name is said to help, by its own words or by its label. */
  function assists({ saying, label: at }: Said): boolean {
    return (
      saying === "assist" || (saying === undefined && at !== undefined && sayingOf(labels[at]?.word ?? "") === "assist")
    );
  }
}
