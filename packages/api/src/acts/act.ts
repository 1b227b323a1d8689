// Acts 可办事项: what the reader may do to something now and, where not, why; decided by the domain.
import {
  type Act as ActDecided,
  type AnyAction,
  type AnyAggregate,
  actsOn,
  goByPlan,
  type Names,
} from "@taizhang/domain";
import { planCard } from "@taizhang/projections";
import { Field, FieldResolver, ObjectType } from "type-graphql";
import { actorOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { listOf } from "../limits/measured.ts";
import { batched } from "../reading/batched.ts";
import { Rejection, rejectionShown } from "../schema/receipt.ts";
import { Sentence } from "../schema/sentence.ts";

@ObjectType({
  description:
    "Something that may be done 可办事项. It is decided without the input: where there is no refusal, the right, the state and the plan " +
    "allow it, and a command can still be refused by what it says.",
})
export class Act {
  @Field(() => String, { description: "The name of the mutation 动作." })
  name!: string;

  @Field(() => Sentence, { description: "What is done, in words 名称." })
  title!: Sentence;

  @Field(() => Rejection, {
    nullable: true,
    description: "Why it cannot be done now 不能办理的原因; null where the reader may do it.",
  })
  refusal!: Rejection | null;
}

/** What acts are on: what names it in commands, in which stream, and the state of that now. */
export interface Target {
  readonly of: AnyAggregate;
  readonly names: readonly Names[];
  readonly state: (context: Context) => unknown;
  /** The plan that it belongs to; left out for what belongs to none, or is one. */
  readonly planId?: string;
}

/** What has acts. It is no target where it is shown as of a moment, or where no command can name it any more. */
export interface Actable {
  readonly actedOn: Target | null;
}

const planCardOf = batched(planCard);

/** The target of something in it, which is named by more. */
export const within = (target: Target | null, names: Names): Target | null =>
  target && { ...target, names: target.names.map((each) => ({ ...each, ...names })) };

/** The acts of the reader's roles on something. */
export async function actsShown({ actedOn }: Actable, context: Context): Promise<Act[]> {
  if (actedOn === null) return [];
  const { of, names, state, planId } = actedOn;
  const actor = actorOfReader(context);
  const actions = Object.values<AnyAction>(of.actions);
  // Whoever only reads costs nothing more.
  if (!actions.some(({ by }) => by.some((doer) => actor.roles.includes(doer)))) return [];
  // A plan that is closed is known before its tasks are closed with it.
  const plan = planId !== undefined && goByPlan(of, actor) ? (await planCardOf(context.views, planId)).value : null;
  const standing = { state: await state(context), ...(plan && { plan }) };
  return actsOn(of, standing, names, actor).map(actShown);
}

/** Who asks, as the one who would act today: what may be done depends on the day, and on no time of it. */
export function actorOfReader({ bearer, today }: Pick<Context, "bearer" | "today">) {
  if (bearer === null) throw problem("UNAUTHENTICATED");
  return actorOf(bearer, noonOf(today));
}

/** Noon of a Beijing day, ISO in UTC. */
const noonOf = (day: string): string => `${day}T04:00:00.000Z`;

/** An act as the schema shows it. */
export const actShown = ({ name, title, refusal }: ActDecided): Act => ({
  ...{ name, title },
  refusal: refusal && rejectionShown(refusal),
});

/** How many acts on a thing a list is taken to hold, by which an operation is limited: as many as its unit has on a part. */
const counted = 12;

/** Declares the field that tells the acts on something of a type. */
export function ActsField(): MethodDecorator {
  const decorators = [
    listOf(counted),
    FieldResolver(() => [Act], {
      description: "What the reader may do to it now 可办事项, and why not; none where it is shown as of a moment.",
    }),
  ];
  return (target, key, descriptor) => {
    for (const decorate of decorators) decorate(target, key, descriptor);
  };
}
