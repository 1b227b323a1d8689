// Which lines of a unit's ledger are wanted 台账筛选.
import type { AssignmentState, Relation, Standing } from "@taizhang/domain";
import {
  callsOf,
  type LedgerEntry as Entry,
  holdsText,
  isDueIn,
  isToDo,
  type Lamp,
  type LedgerCall,
  type LedgerKind,
  lampOfLine,
} from "@taizhang/projections";
import { Field, ID, InputType } from "type-graphql";
import { problem } from "../errors.ts";
import { Days } from "../reading/paging.ts";
import {
  AssignmentStateWord,
  LampWord,
  LedgerCallWord,
  LedgerKindWord,
  RelationWord,
  StandingWord,
} from "../schema/enums.ts";

@InputType({ description: "Which lines of a ledger are wanted 台账筛选; what is left out does not matter." })
export class LedgerWhere {
  @Field(() => ID, { nullable: true, description: "Of this plan 计划编号." })
  planId?: string | null;

  @Field(() => [LedgerKindWord], { nullable: true, description: "Of one of these kinds 类别." })
  kinds?: LedgerKind[] | null;

  @Field(() => [AssignmentStateWord], {
    nullable: true,
    description: "About parts in these states 状态, also of their items and urgings; as the argument `states`.",
  })
  states?: AssignmentState[] | null;

  @Field(() => [StandingWord], {
    nullable: true,
    description:
      "What stands so 了结情况; left out, what is to do: what is open, and what is done and came back. All where `states` is given.",
  })
  standings?: Standing[] | null;

  @Field(() => [LampWord], {
    nullable: true,
    description:
      "With one of these lamps 时限灯, on the day asked for; what is done or terminated only beside `standings`.",
  })
  lamps?: Lamp[] | null;

  @Field(() => [RelationWord], { nullable: true, description: "What the unit is to the task: one of these 分工关系." })
  relations?: Relation[] | null;

  @Field(() => Days, { nullable: true, description: "Due in this span 时限范围." })
  due?: Days | null;

  @Field(() => ID, { nullable: true, description: "In the hands of this person 专人; as the argument `person`." })
  person?: string | null;

  @Field(() => [LedgerCallWord], {
    nullable: true,
    description: "What calls for the unit in one of these ways 提醒; as the argument `calls`.",
  })
  calls?: LedgerCall[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether something was sent back 已退回, also where the part is signed off and evidence is to be mended. For the unit itself, and for readers who see all units.",
  })
  returned?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The words of the task as they hold now, or of the item as far as the reader may read them, contain this " +
      "任务或条目内容包含; width of characters (NFKC), case and blanks do not count.",
  })
  text?: string | null;
}

/** The arguments that say what `where` says, too. */
export type BesideWhere = {
  readonly [Name in "states" | "standings" | "due" | "person" | "calls"]: LedgerWhere[Name] | undefined;
};

/** Which lines are wanted: null where it does not matter. */
export interface Wanted {
  readonly planId: string | null;
  readonly kinds: readonly LedgerKind[] | null;
  /** The states of parts about which lines are asked for; null for whatever stands so. */
  readonly states: readonly AssignmentState[] | null;
  readonly standings: readonly Standing[] | null;
  /** Only what the unit has to do something about: what is asked for where nothing is said of states or standings. */
  readonly isToDo: boolean;
  readonly lamps: readonly Lamp[] | null;
  readonly relations: readonly Relation[] | null;
  readonly due: Days | null;
  /** Only what this person has in hand. */
  readonly person: string | null;
  /** Only what calls for the unit in one of these ways. */
  readonly calls: readonly LedgerCall[] | null;
  readonly returned: boolean | null;
  readonly text: string | null;
}

/** What is wanted by `where` and by the arguments beside it. Throws `BAD_USER_INPUT` where both say one thing. */
export function wantedOf(where: LedgerWhere | null | undefined, beside: BesideWhere): Wanted {
  const twice = (["states", "standings", "due", "person", "calls"] as const).find(
    (name) => where?.[name] != null && beside[name] != null,
  );
  if (twice) {
    throw problem(
      "BAD_USER_INPUT",
      { zh: `${twice} 与 where.${twice} 只能给出一个。`, en: `Give either ${twice} or where.${twice}.` },
      { field: `where.${twice}` },
    );
  }
  const states = where?.states ?? beside.states ?? null;
  const standings = where?.standings ?? beside.standings ?? null;
  return {
    planId: where?.planId ?? null,
    kinds: where?.kinds ?? null,
    states,
    standings,
    isToDo: states === null && standings === null,
    lamps: where?.lamps ?? null,
    relations: where?.relations ?? null,
    due: where?.due ?? beside.due ?? null,
    person: where?.person ?? beside.person ?? null,
    calls: where?.calls ?? beside.calls ?? null,
    returned: where?.returned ?? null,
    text: where?.text ?? null,
  };
}

/** True where only states, standings or days are asked for, by which indexes are kept. */
export const isIndexed = ({ planId, kinds, lamps, relations, person, calls, returned, text }: Wanted): boolean =>
  [planId, kinds, lamps, relations, person, calls, returned, text].every((each) => each === null);

/** True where it is asked what became of what the unit handed in. */
export const asksWhatCameBack = ({ returned, calls }: Wanted): boolean =>
  returned !== null || calls?.includes("returned") === true;

const isAmong = <Word>(word: Word, wanted: readonly Word[] | null): boolean => wanted === null || wanted.includes(word);

/** True for a line that is wanted, on a Beijing day. The words of its item count only where the reader may read them. */
export function isWanted(line: Entry, wanted: Wanted, day: string, readsItem: boolean): boolean {
  const { planId, kinds, states, standings, lamps, relations, due, person, calls, returned, text } = wanted;
  return (
    (planId === null || line.planId === planId) &&
    isAmong(line.kind, kinds) &&
    (states === null || (line.state !== null && states.includes(line.state))) &&
    isAmong(line.standing, standings) &&
    (!wanted.isToDo || isToDo(line)) &&
    (lamps === null || lamps.includes(lampOfLine(line, day))) &&
    (relations === null || relations.some((relation) => line.relations.includes(relation))) &&
    isDueIn(line.dueOn, due ?? undefined) &&
    (person === null || line.persons.some(({ subjectId }) => subjectId === person)) &&
    (calls === null || callsOf(line, day).some((call) => calls.includes(call))) &&
    (returned === null || line.returned === returned) &&
    (text === null || holdsText([line.text, readsItem ? line.item?.text : null], text))
  );
}
