// The roster 单位名录 that a plan's names are held against, now or at the moment that the plan is shown as of.
import { daysMeant, type RosterState, roster, streamOf } from "@taizhang/domain";
import type { PlanCard } from "@taizhang/projections";
import type { Context } from "../context.ts";
import { type AsOf, eventsAsOf } from "../reading/as-of.ts";
import { dayOf, rosterDayFor } from "../reading/moment.ts";

/** A plan as it is shown: now, or as of a moment. */
export interface ShownPlan {
  readonly card: PlanCard;
  readonly asOf: AsOf | null;
}

/** The roster, and the days as of which the names of the plan are looked up in it. */
export interface RosterBeside {
  readonly state: RosterState;
  readonly days: readonly string[];
}

/** Looked up once for everything that a root field shows of a plan. */
const known = new WeakMap<object, WeakMap<PlanCard, Promise<RosterBeside>>>();

/** The roster beside a plan. */
export function rosterBeside({ card, asOf }: ShownPlan, context: Context): Promise<RosterBeside> {
  const here = known.get(context.views) ?? new WeakMap<PlanCard, Promise<RosterBeside>>();
  known.set(context.views, here);
  const found = here.get(card) ?? lookUp({ card, asOf }, context);
  here.set(card, found);
  return found;
}

async function lookUp({ card, asOf }: ShownPlan, context: Context): Promise<RosterBeside> {
  const { log, roster: now } = context;
  const { issuedOn } = card.head;
  if (asOf === null) return { state: await now(), days: daysMeant(issuedOn, context.today) };
  const events = await eventsAsOf(log, streamOf(roster, card.regionId), asOf);
  const state = events.reduce((before, { fact, revision }) => roster.evolve(before, fact, revision), roster.initial);
  return { state, days: daysMeant(issuedOn, rosterDayFor(context, await dayOf(context, asOf))) };
}
