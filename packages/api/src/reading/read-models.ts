// The query for the progress of the read models 读模型, for operators and for readers who doubt an answer.
import type { Position as LogPosition } from "@taizhang/log";
import { models, type StopReason } from "@taizhang/projections";
import { Ctx, Field, Float, Int, ObjectType, Query, Resolver } from "type-graphql";
import { anyBearer, OpenTo } from "../auth/access.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { StopReasonWord } from "../schema/enums.ts";
import { Position } from "../schema/scalars.ts";

@ObjectType({ description: "A read model and its progress 读模型进度." })
export class ReadModelStanding {
  @Field(() => String, { description: "Its name 名称." })
  name!: string;

  @Field(() => Int, { description: "The version of its documents 版本." })
  version!: number;

  @Field(() => Position, { nullable: true, description: "The last event it includes 位置; null before the first." })
  position!: LogPosition | null;

  @Field(() => Boolean, { description: "Whether it answers queries 是否可用; false while it is being built." })
  live!: boolean;

  @Field(() => Boolean, { description: "Whether it has stopped at an event it could not process 是否已停止." })
  stopped!: boolean;

  @Field(() => Position, {
    nullable: true,
    description:
      "The event that it has stopped before 停止位置; null where it has not stopped, and where it is not known exactly.",
  })
  stoppedAt!: LogPosition | null;

  @Field(() => StopReasonWord, {
    nullable: true,
    description: "Why it has stopped 停止原因; null where it has not, and where an earlier build has not kept it.",
  })
  stopReason!: StopReason | null;

  @Field(() => Float, {
    description:
      "How far it is behind the last event of the log 落后, in units of position, which are about bytes; 0 where it is not.",
  })
  lag!: number;

  @Field(() => Boolean, { description: "Whether it includes the last event of the log 是否已跟上." })
  caughtUp!: boolean;
}

@Resolver()
export class ReadModelQueries {
  @OpenTo(anyBearer)
  @listOf(12)
  @Query(() => [ReadModelStanding], { description: "All read models 读模型." })
  async readModels(@Ctx() { views, log }: Context): Promise<ReadModelStanding[]> {
    const head = await log.head();
    return Promise.all(
      models.map(async ({ name, version }) => {
        const { position, live, stopped, stop } = await views.checkpoint({ name, version });
        const missing = (head ?? 0n) - (position ?? 0n);
        const lag = missing > 0n ? Number(missing) : 0;
        const why = { stoppedAt: stop?.at ?? null, stopReason: stop?.reason ?? null };
        return { name, version, position, live, stopped, ...why, lag, caughtUp: lag === 0 };
      }),
    );
  }
}
