// A sentence in both languages, as the API shows it.
import type { Sentence as DomainSentence } from "@taizhang/domain";
import { Field, ObjectType } from "type-graphql";
import { inDigits } from "../input-faults.ts";

@ObjectType({ description: "A sentence in both languages 双语文字." })
export class Sentence implements DomainSentence {
  @Field(() => String, { description: "In Chinese 中文." })
  zh!: string;

  @Field(() => String, { description: "In English 英文." })
  en!: string;
}

/** A limit in a description: `at most 4,000 characters`. */
export const atMost = (count: number, what = ""): string => `at most ${inDigits(count)} ${what}`.trimEnd();

/** A sentence as a description in the schema: English, then Chinese. */
export const described = ({ en, zh }: DomainSentence): string => `${en} ${zh}.`;
