// What ids name, beside the ids: the plan, the task and the units, as the reader may see them.
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { DueTask, PlanBoard } from "../boards/types.ts";
import { Change } from "../changes/change.ts";
import { lookedUp } from "../changes/texts-then.ts";
import { ComparedLine, Comparison, FieldChange } from "../compare/types.ts";
import { CompletionReport, FrozenThing } from "../completion/types.ts";
import type { Context } from "../context.ts";
import { Parked } from "../plan/headway.ts";
import { readPlan } from "../plan/queries.ts";
import { Plan } from "../plan/types.ts";
import { WaitingItem } from "../reviews/queries.ts";
import { Membership } from "../roster/types.ts";
import { UnitName, unitToday } from "../roster/unit-name.ts";
import { readTask, taskAt } from "../task/queries.ts";
import { Task } from "../task/types.ts";
import { type FoundNode, readNode } from "./queries.ts";
import { Node } from "./types.ts";

const theirPlan = { nullable: true, description: "The plan 计划." };
const theirTask = { nullable: true, description: "The task 任务; null where it is about none." };
const planNow = { nullable: true, description: "The plan as it is now 计划; null where there is none in sight." };
const taskNow = { nullable: true, description: "The task as it is now 任务; null where there is none in sight." };

type OfPlan = { readonly planId: string | null };
type OfTask = { readonly taskId: string | null };

const planOf = async ({ planId }: OfPlan, context: Context): Promise<Plan | null> =>
  planId === null ? null : readPlan(context, planId, null);
const taskOf = async ({ taskId }: OfTask, context: Context): Promise<Task | null> =>
  taskId === null ? null : readTask(context, taskId, null);

@Resolver(() => DueTask)
class BesideDueTask {
  @FieldResolver(() => Plan, theirPlan)
  async plan(@Root() { planId, moment }: DueTask, @Ctx() context: Context): Promise<Plan | null> {
    return readPlan(context, planId, moment.asOf);
  }

  @FieldResolver(() => Task, theirTask)
  async task(@Root() { taskId, moment }: DueTask, @Ctx() context: Context): Promise<Task | null> {
    return taskId === null ? null : taskAt(context, taskId, moment);
  }
}

@Resolver(() => WaitingItem)
class BesideWaitingItem {
  @FieldResolver(() => Plan, theirPlan)
  async plan(@Root() { planId, moment }: WaitingItem, @Ctx() context: Context): Promise<Plan | null> {
    return readPlan(context, planId, moment.asOf);
  }
}

@Resolver(() => PlanBoard)
class BesidePlanBoard {
  @FieldResolver(() => Plan, theirPlan)
  async plan(@Root() { planId, asOf }: PlanBoard, @Ctx() context: Context): Promise<Plan | null> {
    return readPlan(context, planId, asOf);
  }
}

@Resolver(() => CompletionReport)
class BesideCompletionReport {
  @FieldResolver(() => Plan, planNow)
  plan(@Root() of: CompletionReport, @Ctx() context: Context): Promise<Plan | null> {
    return planOf(of, context);
  }
}

@Resolver(() => Change)
class BesideChange {
  // Texts and no objects: a message of the feed is executed for everybody at once, and an object is shown as its reader may see it.
  @lookedUp
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What the plan was called then 计划标题, the change included; null where it belongs to none, or to one that may not be read. Not in " +
      "`GET /changes`, where it would be looked up for each event.",
  })
  async planTitle(@Root() { texts, planId, regionId, position }: Change): Promise<string | null> {
    return texts === null || planId === null ? null : texts.planTitle(planId, { regionId, position });
  }

  @lookedUp
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What the task said then 任务内容, the change included; null where it belongs to none, or to one that may not be read. Not in " +
      "`GET /changes`, where it would be looked up for each event.",
  })
  async taskText(@Root() { texts, taskId, regionId, position }: Change): Promise<string | null> {
    return texts === null || taskId === null ? null : texts.taskText(taskId, { regionId, position });
  }
}

@Resolver(() => Comparison)
class BesideComparison {
  @FieldResolver(() => Plan, planNow)
  plan(@Root() of: Comparison, @Ctx() context: Context): Promise<Plan | null> {
    return planOf(of, context);
  }
}

@Resolver(() => ComparedLine)
class BesideComparedLine {
  @FieldResolver(() => Task, taskNow)
  task(@Root() of: ComparedLine, @Ctx() context: Context): Promise<Task | null> {
    return taskOf(of, context);
  }
}

@Resolver(() => FieldChange)
class BesideFieldChange {
  @FieldResolver(() => Plan, planNow)
  plan(@Root() of: FieldChange, @Ctx() context: Context): Promise<Plan | null> {
    return planOf(of, context);
  }

  @FieldResolver(() => Task, taskNow)
  task(@Root() of: FieldChange, @Ctx() context: Context): Promise<Task | null> {
    return taskOf(of, context);
  }
}

@Resolver(() => FrozenThing)
class BesideFrozenThing {
  @FieldResolver(() => Task, taskNow)
  task(@Root() of: FrozenThing, @Ctx() context: Context): Promise<Task | null> {
    return taskOf(of, context);
  }
}

@Resolver(() => Parked)
class BesideParked {
  @FieldResolver(() => Node, {
    nullable: true,
    description:
      "What it was to be done to, as it is now 对象; null where there is none in sight, as a task that was not opened yet.",
  })
  async target(@Root() { targetId }: Parked, @Ctx() context: Context): Promise<FoundNode | null> {
    return targetId === null ? null : readNode(context, targetId);
  }
}

@Resolver(() => Membership)
class BesideMembership {
  @FieldResolver(() => UnitName, { description: "The unit, by name 单位." })
  unit(@Root() { unitId }: Membership): UnitName {
    return unitToday(unitId);
  }
}

/** All of them. */
export const besideIds = [
  BesideDueTask,
  BesideWaitingItem,
  BesidePlanBoard,
  BesideCompletionReport,
  BesideChange,
  BesideComparison,
  BesideComparedLine,
  BesideFieldChange,
  BesideFrozenThing,
  BesideParked,
  BesideMembership,
] as const;
