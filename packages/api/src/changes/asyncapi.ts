// The AsyncAPI document of the feed 变更流接口说明: both transports, made from the schema and from what the code sends.
import { eventTypes } from "@taizhang/domain";
import { type GraphQLSchema, getNamedType, isUnionType } from "graphql";
import { z } from "zod";
import { bounds } from "../limits/limits.ts";
import { described, type JsonSchema, schemaRef, schemasUnder } from "../schema/json-schema.ts";
import { makeSchema } from "../schema/schema.ts";
import { attributes } from "./cloud-event.ts";
import { retryMs } from "./event-stream.ts";
import { isInEveryMessage } from "./texts-then.ts";
import { type Parameter, wholeFeed } from "./whole-feed.ts";

/** The document, as in `docs/asyncapi.json`. */
export const asyncApiDocument = (): string => `${JSON.stringify(asyncApi(makeSchema()), null, 2)}\n`;

const ref = (path: string) => ({ $ref: `#/${path}` });

/** The document for a schema. */
export function asyncApi(schema: GraphQLSchema) {
  const { query, starts, conditions } = wholeFeed(schema);
  const kinds = messagesOf(schema);
  const parameters = new Map([...starts, ...conditions]);
  const schemas = feedSchemas(schema);
  const streamed = [...kinds.keys(), "Failure"];
  const socketed = ["Subscribe", "Next"];
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Taizhang 台账: the feed of changes 变更流",
      version: "1",
      description:
        "Every change that the reader may know of, each once and in the order of the log: first the history behind the start, " +
        "then live. The same feed over two transports: server-sent events at `/changes`, and the GraphQL subscription `changes` " +
        "over a WebSocket at `/graphql`. Rights, bounds, filters and cursors are the same, and a cursor of one is good for the " +
        "other. 同一变更流，两种传输方式。",
    },
    defaultContentType: "application/json",
    servers: {
      http: { host: "127.0.0.1:4000", protocol: "http", description: "The address is a setting 地址可设置.", security },
      socket: { host: "127.0.0.1:4000", protocol: "ws", description: "The same port 同一端口." },
    },
    channels: {
      changes: {
        address: "/changes",
        servers: [ref("servers/http")],
        description:
          "Server-sent events (`text/event-stream`). The id of an event is the cursor: given back as `Last-Event-ID`, the " +
          "stream goes on behind it, without gap or repeat; that comes before what the address says. A client that is cut off comes back after " +
          `${retryMs} ms. While nothing happens a comment is sent every ${bounds.socket.keepAliveMs / 1000} seconds. A bearer may hold ` +
          `${bounds.socket.perSubject} streams and sockets open; a stream ends when its token does.`,
        messages: refs("components/messages", streamed),
      },
      graphql: {
        address: "/graphql",
        servers: [ref("servers/socket")],
        description:
          'The protocol graphql-transport-ws; the token comes in the payload of `connection_init`: `{ authorization: "Bearer …" }`.',
        messages: refs("components/messages", socketed),
      },
    },
    operations: {
      sendChanges: {
        action: "send",
        channel: ref("channels/changes"),
        summary: "GET /changes tells every change 变更流.",
        bindings: {
          http: {
            method: "GET",
            query: { type: "object", properties: parametersOf(parameters), additionalProperties: false },
            bindingVersion: "0.3.0",
          },
        },
        messages: streamed.map((name) => ref(`channels/changes/messages/${name}`)),
      },
      receiveSubscription: {
        action: "receive",
        channel: ref("channels/graphql"),
        summary: "A client subscribes to `changes` 订阅.",
        messages: [ref("channels/graphql/messages/Subscribe")],
      },
      sendNext: {
        action: "send",
        channel: ref("channels/graphql"),
        summary: "The subscription tells every change 变更订阅.",
        messages: [ref("channels/graphql/messages/Next")],
      },
    },
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      messages: {
        ...Object.fromEntries([...kinds].map(([name, description]) => [name, streamedMessage(name, description)])),
        Failure: { name: "Failure", summary: failureSummary, payload: schemaRef("Failure") },
        Subscribe: {
          name: "subscribe",
          summary: subscribeSummary,
          payload: subscribeSchema(query, parametersIn(schema)),
        },
        Next: { name: "next", summary: nextSummary, payload: nextSchema([...kinds.keys()]) },
      },
      schemas: {
        ...Object.fromEntries(schemas),
        ChangeEvent: changeEventSchema(schemas.get("Change")),
        Failure: failureSchema,
      },
    },
  };
}

const security = [ref("components/securitySchemes/bearer")];

const refs = (path: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, ref(`${path}/${name}`)]));

/** The messages of the feed with their descriptions, by name. */
function messagesOf(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const union = getNamedType(schema.getSubscriptionType()?.getFields()["changes"]?.type);
  if (!isUnionType(union)) throw new Error("the subscription `changes` tells no messages");
  return new Map(union.getTypes().map(({ name, description }) => [name, description ?? ""]));
}

/** The schemas of what the feed tells and takes, by name. */
function feedSchemas(schema: GraphQLSchema): Map<string, JsonSchema> {
  const types = [...messagesOf(schema).keys(), "ChangesFilter"].map((name) => schema.getType(name));
  return new Map(types.flatMap((type) => (type ? [...schemasUnder(type, isInEveryMessage)] : [])));
}

const parametersOf = (parameters: ReadonlyMap<string, Parameter>) =>
  Object.fromEntries([...parameters].map(([name, parameter]) => [name, described(parameter)]));

/** The arguments of the subscription. */
const parametersIn = (schema: GraphQLSchema) =>
  new Map((schema.getSubscriptionType()?.getFields()["changes"]?.args ?? []).map((arg) => [arg.name, arg]));

const streamedMessage = (name: string, summary: string) => ({
  name,
  summary,
  payload: schemaRef(name === "Change" ? "ChangeEvent" : name),
});

/** A CloudEvent: its attributes as the code makes them, with every event type that there is, and a change for data. */
function changeEventSchema(change: JsonSchema | undefined): JsonSchema {
  const { $schema: _draft, properties, ...shape } = z.toJSONSchema(attributes, { target: "draft-7" });
  const { type, ...others } = Object(properties);
  return {
    ...shape,
    description: "A change as a CloudEvent 1.0 in structured mode 云事件; its data are the change, less the cursor.",
    properties: {
      ...others,
      type: { ...type, enum: [...eventTypes.keys()].sort() },
      data: without("cursor", Object(change)),
    },
    required: [...(shape.required ?? []), "data"],
  };
}

/** The schema of an object without one of its fields. */
function without(field: string, { properties, required, ...others }: JsonSchema): JsonSchema {
  const { [field]: _left, ...left } = Object(properties);
  return { ...others, properties: left, required: [required].flat().filter((name) => name !== field) };
}

const failureSummary = "Why the stream ends before its time 失败; it is the last event, and has no id.";
const text: JsonSchema = { type: "string" };
const failureSchema: JsonSchema = {
  type: "object",
  properties: {
    error: {
      type: "object",
      properties: { code: text, message: text, messageZh: text, messageEn: text, requestId: text },
      required: ["code", "message", "messageZh", "messageEn", "requestId"],
    },
  },
  required: ["error"],
};

const subscribeSummary = "Subscribes by a document; this one asks for everything, and others may ask for less.";

/** A message of graphql-transport-ws. */
const overSocket = (type: string, payload: JsonSchema): JsonSchema => ({
  type: "object",
  properties: { id: text, type: { const: type }, payload },
  required: ["id", "type", "payload"],
});

const subscribeSchema = (query: string, parameters: ReadonlyMap<string, Parameter>): JsonSchema =>
  overSocket("subscribe", {
    type: "object",
    properties: {
      query: { ...text, examples: [query] },
      variables: { type: "object", properties: parametersOf(parameters) },
    },
    required: ["query"],
  });

const nextSummary = "One message, as the document that asks for everything gets it.";

const nextSchema = (kinds: readonly string[]): JsonSchema =>
  overSocket("next", {
    type: "object",
    properties: {
      data: {
        type: "object",
        properties: { changes: { anyOf: kinds.map(schemaRef) } },
        required: ["changes"],
      },
    },
    required: ["data"],
  });
