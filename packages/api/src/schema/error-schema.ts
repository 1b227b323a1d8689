// The errors of an answer as JSON Schema 错误, for documents about what is sent outside of GraphQL.
import { errorCodes } from "../errors.ts";
import type { JsonSchema } from "./json-schema.ts";

const text: JsonSchema = { type: "string" };

const told = {
  code: { ...text, description: "Why, as a word 错误代码.", enum: errorCodes },
  messageZh: { ...text, description: "Why, in Chinese 中文说明." },
  messageEn: { ...text, description: "Why, in English 英文说明." },
  requestId: { ...text, description: "To be given to the operator 请求编号." },
  field: { ...text, description: "The field at fault 字段, where there is one." },
  faults: {
    description: "All that is wrong with what was said 填写有误之处, where that was the reason.",
    type: "array",
    items: { type: "object", properties: { field: text, zh: text, en: text }, required: ["field", "zh", "en"] },
  },
  position: { ...text, description: "Where in the log it failed 位置, where it did there." },
  retryAfter: { type: "integer", description: "How many seconds to wait 等待秒数, where that helps." },
};
const always = ["code", "messageZh", "messageEn", "requestId"];

const message = { ...text, description: "Why, in the language that was asked for." };

/** An error as GraphQL tells it: what is ours stands in `extensions`. */
export const errorSchema: JsonSchema = {
  description: "An error of GraphQL 错误.",
  type: "object",
  properties: {
    message,
    locations: {
      description: "Where in the document.",
      type: "array",
      items: {
        type: "object",
        properties: { line: { type: "integer" }, column: { type: "integer" } },
        required: ["line", "column"],
      },
    },
    path: { description: "Which field of the answer.", type: "array", items: { type: ["string", "integer"] } },
    extensions: { type: "object", properties: told, required: always },
  },
  required: ["message", "extensions"],
  additionalProperties: false,
};

/** An error as it is told outside of GraphQL. */
export const failureSchema: JsonSchema = {
  description: "Why something failed 失败.",
  type: "object",
  properties: {
    error: { type: "object", properties: { message, ...told }, required: ["message", ...always] },
  },
  required: ["error"],
  additionalProperties: false,
};
