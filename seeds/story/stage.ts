// The stage: who acts in the story, on which plans, and how an act becomes a command at the time of the story.
import {
  type Actor,
  type AnyAggregate,
  type CommandOf,
  completion,
  foldName,
  type GivenOf,
  groupIdOf,
  type Identity,
  isRejection,
  type PlanDraft,
  planIdOf,
  type RosterState,
  roster,
  task,
  taskIdOf,
  unitIdOf,
} from "@taizhang/domain";
import { carryOutPolicies, type EventLog, type Executor, isForbidden, type Lookup, type Outcome } from "@taizhang/log";
import { daysOf } from "./days.ts";
import { handOn } from "./successions.ts";

/** A notice of the seeds, read by whoever plays the story. */
export interface StoryNotice {
  readonly sourceName: string;
  readonly sha256: string;
  readonly byteCount: number;
  /** Where its reading is kept; left out where the story is played without one. */
  readonly readingSha256?: string;
  readonly draft: PlanDraft;
}

/** What the story is played with. */
export interface StoryParts {
  readonly executor: Executor;
  readonly log: EventLog;
  readonly identity: Identity;
  /** By file name without its ending: `yunyang-2021`. */
  readonly notices: ReadonlyMap<string, StoryNotice>;
}

/** One act: at a time in Beijing (`2021-09-30 17:50`), somebody gives one command. */
export interface Act {
  readonly at: string;
  readonly play: (stage: Stage) => Promise<void>;
}

/** Who gives a command: a unit's clerk, or the office's desk. */
export interface Cast {
  readonly regionId: string;
  readonly unit: string;
  readonly role: "office" | "unit" | "admin";
}

/** How a command of the story is given. */
interface Giving<Given, State> {
  readonly by: Cast;
  readonly at: string;
  readonly given?: Lookup<Given, State>;
}

/** Finds ids by the names that the story uses, and gives commands. */
export interface Stage extends StoryParts {
  unitId(regionId: string, name: string): string;
  groupId(regionId: string, name: string): string;
  notice(key: string): StoryNotice;
  planId(regionId: string, notice: string): string;
  taskId(regionId: string, notice: string, row: number): string;
  /** Gives a command, then carries out the policies that follow. Throws if the command is refused. */
  give<A extends AnyAggregate, Name extends keyof A["actions"] & string>(
    of: A,
    name: Name,
    id: string,
    command: CommandOf<A["actions"][Name]>,
    how: Giving<GivenOf<A["actions"][Name]>, A["initial"]>,
  ): Promise<void>;
  /** Gives a command without the right to it. Throws if it is not refused. */
  tries<A extends AnyAggregate, Name extends keyof A["actions"] & string>(
    of: A,
    name: Name,
    id: string,
    command: CommandOf<A["actions"][Name]>,
    how: Giving<GivenOf<A["actions"][Name]>, A["initial"]>,
  ): Promise<void>;
  /** Closes, by the clock of the story, every day before an instant at whose end something is to be noted. */
  endDays(before: string): Promise<void>;
  /** The roster of the region, as it is now. */
  roster(regionId: string): Promise<RosterState>;
}

/** An instant of Beijing (`2021-09-30 17:50`), ISO in UTC. */
const instantOf = (at: string): string => new Date(`${at.replace(" ", "T")}:00+08:00`).toISOString();

/** Prepares the stage. */
export function stageOf(parts: StoryParts): Stage {
  const { executor, log, identity } = parts;
  const days = daysOf(parts);
  const unitId = (regionId: string, name: string) => unitIdOf(identity, regionId, foldName(name));
  const notice = (key: string) => {
    const found = parts.notices.get(key);
    if (!found) throw new Error(`the story needs the notice ${key}`);
    return found;
  };
  const planId = (regionId: string, key: string) => planIdOf(identity, regionId, notice(key).sha256);

  function outcomeOf<A extends AnyAggregate, Name extends keyof A["actions"] & string>(
    of: A,
    name: Name,
    id: string,
    command: CommandOf<A["actions"][Name]>,
    { by, at, given }: Giving<GivenOf<A["actions"][Name]>, A["initial"]>,
  ): Promise<Outcome> {
    const actor: Actor = {
      // An opaque id: one person per role and unit.
      subjectId: identity.uuid(`subject/${by.regionId}/${by.role}/${by.unit}`),
      regionId: by.regionId,
      unitId: unitId(by.regionId, by.unit),
      roles: [by.role],
      onBehalfOf: null,
      at: instantOf(at),
    };
    const commandId = identity.uuid(`story/${JSON.stringify([by, at, name, id, command])}`);
    return executor.run(of, name, id, command, { actor, commandId, ...(given && { given }) });
  }

  return {
    ...parts,
    unitId,
    groupId: (regionId, name) => groupIdOf(identity, regionId, foldName(name)),
    notice,
    planId,
    taskId: (regionId, key, row) => taskIdOf(identity, planId(regionId, key), row),
    roster: async (regionId) => (await executor.load(roster, regionId)).state,
    async give(of, name, id, command, how) {
      const outcome = await outcomeOf(of, name, id, command, how);
      if (isRejection(outcome) || isForbidden(outcome)) {
        throw new Error(`the story was refused at ${JSON.stringify([how, name, id, command, outcome])}`);
      }
      // The revision is that of the last fact of the command, and policies may follow from each of them.
      const first = outcome.revision - Math.max(outcome.eventIds.length - 1, 0);
      for await (const event of log.read(outcome.stream, { from: first })) {
        await carryOutPolicies(event, executor, identity);
      }
      await days.touched(of, id, how.at);
      if (of.name !== roster.name) return;
      const at = instantOf(how.at);
      for (const thing of await handOn(parts, { regionId: id, at, things: days.thingsOf(id) }))
        await days.touched(thing.of === "task" ? task : completion, thing.id, how.at);
    },
    endDays: days.endBefore,
    async tries(of, name, id, command, how) {
      const outcome = await outcomeOf(of, name, id, command, how);
      if (!isRejection(outcome) && !isForbidden(outcome)) {
        throw new Error(`the story was not refused at ${JSON.stringify([how, name, id, command])}`);
      }
    },
  };
}
