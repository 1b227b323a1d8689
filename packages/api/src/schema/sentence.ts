// A sentence in both languages, as the API shows it.
import type { Sentence as DomainSentence } from "@taizhang/domain";
import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "A sentence in both languages 双语文字." })
export class Sentence implements DomainSentence {
  @Field(() => String, { description: "In Chinese 中文." })
  zh!: string;

  @Field(() => String, { description: "In English 英文." })
  en!: string;
}

/** A sentence as a description in the schema: English, then Chinese. */
export const described = ({ en, zh }: DomainSentence): string => `${en} ${zh}.`;
