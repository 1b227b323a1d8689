// The query for the server itself 服务器, for whoever runs it.
import type { Role } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { settledWithin } from "@taizhang/process";
import { Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import type { Context } from "../context.ts";
import { EventStoreKindWord } from "../schema/enums.ts";
import { Instant, Position } from "../schema/scalars.ts";
import type { EventStoreKind } from "./server-facts.ts";

/** Who looks after the server. */
const operators: readonly Role[] = ["admin", "developer"];

@ObjectType({ description: "The event store and how it is 事件库." })
export class EventStoreStanding {
  @Field(() => EventStoreKindWord, { description: "Which one it is 种类." })
  kind!: EventStoreKind;

  @Field(() => Boolean, { description: "Whether it answers 是否应答; where it does not, nothing else is known of it." })
  answers!: boolean;

  @Field(() => Boolean, {
    description: "Whether it takes what is new 是否可写; false while its disk is full, or while it does not answer.",
  })
  takesAppends!: boolean;
}

@ObjectType({ description: "The server and how it is 服务器状态." })
export class ServerStanding {
  @Field(() => String, { description: "The version of the program 版本." })
  version!: string;

  @Field(() => String, {
    nullable: true,
    description: "The fingerprint of the console that is served 控制台构建; null where none is.",
  })
  consoleBuild!: string | null;

  @Field(() => Instant, { description: "When this process was started 启动时刻, by its clock." })
  startedAt!: string;

  @Field(() => Position, {
    nullable: true,
    description: "The last event of the log 最新位置; null where the log is empty, or does not answer.",
  })
  head!: LogPosition | null;

  @Field(() => EventStoreStanding, { description: "The event store 事件库." })
  eventStore!: EventStoreStanding;

  @Field(() => Boolean, {
    description:
      "Whether development tokens are accepted 是否接受开发令牌: whoever can read the data directory can then act as anybody.",
  })
  developmentTokens!: boolean;
}

@Resolver()
export class ServerQueries {
  @OpenTo(operators)
  @Query(() => ServerStanding, { description: "The server itself 服务器状态. It tells nothing of any plan." })
  async server(@Ctx() { log, server, bounds }: Context): Promise<ServerStanding> {
    const { eventStore: kind, regionNames: _regions, ...facts } = server;
    const asked = Promise.all([log.head(), log.takesAppends()]).catch(() => null);
    const told = (await settledWithin(asked, bounds.healthMs)) ? await asked : null;
    const [head, takesAppends] = told ?? [null, false];
    return { ...facts, head, eventStore: { kind, answers: told !== null, takesAppends } };
  }
}
