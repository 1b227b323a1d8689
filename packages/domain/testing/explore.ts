// Tries every act of people in many states: whether what is told beforehand holds, and what an act goes by. With the same
// states it finds the same, so that a page can be made of it.
import fc from "fast-check";
import { type AnyAction, isRejection, type Rejection } from "../src/kernel/action.ts";
import type { Actor } from "../src/kernel/actor.ts";
import type { AnyAggregate } from "../src/kernel/aggregate.ts";
import type { Fact } from "../src/kernel/event.ts";
import type { Names } from "../src/kernel/target.ts";
import type { RejectionCode } from "../src/rejections.ts";

/** An aggregate with states to try its acts in. */
export interface Terrain {
  readonly of: AnyAggregate;
  /** Histories that lead to the states. */
  readonly histories: readonly (readonly Fact[])[];
  /** Commands of an action, as people may give them. */
  readonly commands: (name: string) => fc.Arbitrary<object>;
  readonly people: readonly Actor[];
  /** What would be looked up for a decision. */
  readonly given: (facts: readonly Fact[], state: AnyAggregate["initial"], command: object) => unknown;
  /** How the thing stands that a command is about, in a word. */
  readonly standing: (state: AnyAggregate["initial"], target: Names) => string;
  /** What somebody is to the thing, in a word. */
  readonly relation: (state: AnyAggregate["initial"], target: Names, who: Actor) => string;
}

/** What was found out about an action. */
export interface Finding {
  /** What those are to the thing who may. */
  readonly may: Set<string>;
  readonly denials: Set<RejectionCode>;
  /** How the thing stands where the act is open, and where it would change nothing. */
  readonly open: Set<string>;
  readonly nothingToDo: Set<string>;
  /** The refusals by the state. */
  readonly refusals: Set<RejectionCode>;
  /** The refusals of commands that were open, each with whether another command about the same thing was not refused. */
  readonly said: Map<RejectionCode, boolean>;
  /** Where what was told beforehand did not hold. */
  readonly broken: string[];
  /** The refusals that name by its id what has a name or words. */
  readonly bare: Set<string>;
}

const newFinding = (): Finding => ({
  ...{ may: new Set(), denials: new Set(), open: new Set(), nothingToDo: new Set(), refusals: new Set() },
  ...{ said: new Map(), broken: [], bare: new Set() },
});

/** How many commands are tried in a state, and how many more to find one that is not refused. */
const [tried, triedMore] = [4, 200];

/** Tries every act of people in every state, by everybody. */
export function explore(terrain: Terrain): ReadonlyMap<string, Finding> {
  const { of, histories, people } = terrain;
  const found = new Map<string, Finding>();
  for (const [name, action] of Object.entries<AnyAction>(of.actions)) {
    if (action.by.every((doer) => doer === "policy")) continue;
    const finding = newFinding();
    found.set(name, finding);
    const doers = people.filter(({ roles }) => action.by.some((doer) => roles.includes(doer)));
    for (const [at, facts] of histories.entries()) {
      const state = facts.reduce(of.evolve, of.initial);
      const commands = fc.sample(terrain.commands(name), { seed: at + 1, numRuns: tried, unbiased: true });
      for (const command of commands)
        for (const who of doers) tryOut(finding, terrain, { name, action, facts, state, command, who });
    }
  }
  return found;
}

interface Try {
  readonly name: string;
  readonly action: AnyAction;
  readonly facts: readonly Fact[];
  readonly state: AnyAggregate["initial"];
  readonly command: object;
  readonly who: Actor;
}

/** Holds what is told of a command by its target against what happens to it. */
export function tryOut(finding: Finding, terrain: Terrain, attempt: Try): void {
  const { action, state, who } = attempt;
  const target = targetOf(action, attempt.command);
  const denied = action.may(state, target, who);
  const given = Object(terrain.given(attempt.facts, state, attempt.command));
  // What is told beforehand goes by the plan, and by nothing else that is looked up.
  const told = denied ?? action.open(state, target, who) ?? action.byPlan({ plan: given.plan });
  const outcome = outcomeOf(terrain, attempt, attempt.command);
  for (const each of [told, outcome]) {
    const bare = each && isRejection(each) ? bareIn(each) : null;
    if (bare !== null) finding.bare.add(`${attempt.name}: ${bare}`);
  }
  const isSame = JSON.stringify(told) === JSON.stringify(outcome);
  // A command that repeats what is so already changes nothing, also where another one would be refused.
  const isRepeated = denied === null && Array.isArray(outcome) && outcome.length === 0;
  if (told !== null && !isSame && !isRepeated)
    finding.broken.push(`${attempt.name}: told ${JSON.stringify(told)}, but ${JSON.stringify(outcome)}`);
  if (denied) finding.denials.add(denied.rejected);
  else finding.may.add(terrain.relation(state, target, who));
  if (denied) return;
  const standing = terrain.standing(state, target);
  if (told === null) finding.open.add(standing);
  else if (isRejection(told)) finding.refusals.add(told.rejected);
  else finding.nothingToDo.add(standing);
  if (told === null && isRejection(outcome)) noteSaid(finding, terrain, attempt, target, outcome);
}

// A unit, a group or a task, and an item that is not followed by its number or words.
const bareIds = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|(?<![\w.])[pda]\d[\d.-]*(?=$|[、,;])/;

// What is not there has no name.
const nameless: ReadonlySet<RejectionCode> = new Set(["UNIT_NOT_FOUND", "GROUP_NOT_FOUND", "ITEM_NOT_FOUND"]);

/** A refusal that names something by its id alone, although that is there; null for any other. */
const bareIn = ({ rejected, detail }: Rejection): string | null =>
  detail !== null && !nameless.has(rejected) && bareIds.test(detail) ? `${rejected} ${detail}` : null;

function noteSaid(finding: Finding, terrain: Terrain, attempt: Try, target: Names, { rejected }: Rejection): void {
  if (finding.said.get(rejected)) return;
  const others = fc.sample(terrain.commands(attempt.name), { seed: 1, numRuns: triedMore, unbiased: true });
  const isByWhatItSays = others.some((other) => {
    const about = withTarget(attempt.action, other, target);
    return !isRejection(outcomeOf(terrain, attempt, about));
  });
  finding.said.set(rejected, isByWhatItSays);
}

const outcomeOf = ({ given }: Terrain, { action, facts, state, who }: Try, command: object) =>
  action.decide(state, command, who, given(facts, state, command));

/** What of a command names its target. */
function targetOf({ naming }: AnyAction, command: object): Names {
  const named = new Set<string>(naming?.keys());
  return Object.fromEntries(Object.entries(command).filter(([field]) => named.has(field)));
}

/** A command about another target. */
function withTarget({ naming }: AnyAction, command: object, target: Names): object {
  const named = new Set<string>(naming?.keys());
  const rest = Object.entries(command).filter(([field]) => !named.has(field));
  return { ...Object.fromEntries(rest), ...target };
}
