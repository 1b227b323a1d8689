// The query for the event types 事件类型: what `types` may name, and how each is called.
import { eventTypes, titleOf } from "@taizhang/domain";
import { Field, ObjectType, Query, Resolver } from "type-graphql";
import { anyBearer, OpenTo } from "../auth/access.ts";
import { listOf } from "../limits/measured.ts";
import { Sentence } from "../schema/sentence.ts";

@ObjectType({ description: "A kind of event 事件类型." })
export class EventType {
  @Field(() => String, { description: "The word for it 类型, such as `ProgressReported`." })
  type!: string;

  @Field(() => Sentence, { description: "What it is called 名称." })
  title!: Sentence;
}

const all: readonly EventType[] = [...eventTypes.values()].map((each) => ({ type: each.type, title: titleOf(each) }));

@Resolver()
export class EventTypeQueries {
  @OpenTo(anyBearer)
  @listOf(100)
  @Query(() => [EventType], {
    description: "All kinds of events that there are 事件类型: those of plans, of the roster, of tasks, and so on.",
  })
  eventTypes(): readonly EventType[] {
    return all;
  }
}
