// The AsyncAPI document of the feed 变更流接口说明: both transports, made from the schema and from what the code sends.
import { eventTypes } from "@taizhang/domain";
import { type GraphQLSchema, getNamedType, isUnionType } from "graphql";
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from "graphql-ws";
import { z } from "zod";
import { bounds } from "../limits/limits.ts";
import { errorSchema, failureSchema } from "../schema/error-schema.ts";
import { described, describedValue, type JsonSchema, schemaRef, schemasUnder } from "../schema/json-schema.ts";
import { makeSchema } from "../schema/schema.ts";
import { closings, socketMessages } from "../sockets/messages.ts";
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
  const schemas = feedSchemas(schema, [...kinds.keys()]);
  const streamed = [...kinds.keys(), "Failure"];
  const socketed = Object.entries(
    socketMessages({
      subscription: subscriptionSchema(query, parametersIn(schema)),
      data: dataSchema([...kinds.keys()]),
      error: schemaRef("Error"),
    }),
  );
  const heard = socketed.filter(([, { isFromClient }]) => isFromClient).map(([name]) => name);
  const sent = socketed.filter(([, { isFromServer }]) => isFromServer).map(([name]) => name);
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
          "Server-sent events (`text/event-stream`). The headers of a message are the fields of its event. Its id is the cursor: given " +
          "back as `Last-Event-ID`, the stream goes on behind it, without gap or repeat. A client that is cut off comes back after " +
          `${retryMs} ms. While nothing happens a comment is sent every ${bounds.socket.keepAliveMs / 1000} seconds. A bearer may hold ` +
          `${bounds.socket.perSubject} streams and sockets open; a stream ends when its token does.`,
        messages: refs("components/messages", ["Request", ...streamed, "Refusal"]),
      },
      graphql: {
        address: "/graphql",
        servers: [ref("servers/socket")],
        description:
          `The protocol ${protocol}. A socket is closed with a code: ` +
          `${[...closings].map(([code, why]) => `${code} where ${why}`).join("; ")}.`,
        messages: refs(
          "components/messages",
          socketed.map(([name]) => name),
        ),
        bindings: {
          ws: {
            method: "GET",
            headers: {
              type: "object",
              properties: { "Sec-WebSocket-Protocol": { type: "string", const: protocol } },
              required: ["Sec-WebSocket-Protocol"],
            },
            bindingVersion: "0.1.0",
          },
        },
      },
    },
    operations: {
      receiveRequest: {
        action: "receive",
        channel: ref("channels/changes"),
        summary: "GET /changes asks for every change 变更流.",
        bindings: {
          http: {
            method: "GET",
            query: {
              type: "object",
              properties: givenParametersOf(new Map([...starts, ...conditions])),
              additionalProperties: false,
            },
            bindingVersion: "0.3.0",
          },
        },
        messages: messagesIn("changes", ["Request"]),
        reply: { channel: ref("channels/changes"), messages: messagesIn("changes", ["Refusal"]) },
      },
      sendChanges: {
        action: "send",
        channel: ref("channels/changes"),
        summary: "The stream tells every change 变更流.",
        messages: messagesIn("changes", streamed),
      },
      receiveOverSocket: {
        action: "receive",
        channel: ref("channels/graphql"),
        summary: "A client says who it is and subscribes to `changes` 订阅.",
        messages: messagesIn("graphql", heard),
      },
      sendOverSocket: {
        action: "send",
        channel: ref("channels/graphql"),
        summary: "The subscription tells every change 变更订阅.",
        messages: messagesIn("graphql", sent),
      },
    },
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      messages: {
        Request: requestMessage,
        ...Object.fromEntries(
          [...kinds].map(([name, summary]) => [name, streamedMessage(name, summary, schemas.get(name))]),
        ),
        Failure: {
          name: "Failure",
          summary: "Why the stream ends before its time 失败; it is the last event, and has no id.",
          headers: eventFields("Failure", {}),
          payload: schemaRef("Failure"),
        },
        Refusal: {
          name: "Refusal",
          summary: "Why there is no stream 未受理, with the HTTP status of its code.",
          payload: schemaRef("Failure"),
        },
        ...Object.fromEntries(
          socketed.map(([name, { summary, schema: payload }]) => [name, { name, summary, payload }]),
        ),
      },
      schemas: {
        ...Object.fromEntries(schemas),
        ChangeEvent: changeEventSchema(schemas.get("Change")),
        Error: errorSchema,
        Failure: failureSchema,
      },
    },
  };
}

const protocol = GRAPHQL_TRANSPORT_WS_PROTOCOL;

const security = [ref("components/securitySchemes/bearer")];

const refs = (path: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, ref(`${path}/${name}`)]));

const messagesIn = (channel: string, names: readonly string[]) =>
  names.map((name) => ref(`channels/${channel}/messages/${name}`));

/** The messages of the feed with their descriptions, by name. */
function messagesOf(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const union = getNamedType(schema.getSubscriptionType()?.getFields()["changes"]?.type);
  if (!isUnionType(union)) throw new Error("the subscription `changes` tells no messages");
  return new Map(union.getTypes().map(({ name, description }) => [name, description ?? ""]));
}

/** The schemas of what the feed tells and takes, by name. Each message of these kinds says which one it is. */
function feedSchemas(schema: GraphQLSchema, kinds: readonly string[]): ReadonlyMap<string, JsonSchema> {
  const types = [...kinds, "ChangesFilter"].map((name) => schema.getType(name));
  const all = types.flatMap((type) => (type ? [...schemasUnder(type, isInEveryMessage)] : []));
  return new Map(all.map(([name, each]) => [name, kinds.includes(name) ? withKind(name, each) : each]));
}

/** The schema of a message, as a subscription tells it that asks which one it is. */
const withKind = (name: string, { properties, required, ...others }: JsonSchema): JsonSchema => ({
  ...others,
  properties: { [kindField]: { type: "string", const: name }, ...Object(properties) },
  required: [kindField, required].flat(),
});

const kindField = "__typename";

const parametersOf = (parameters: ReadonlyMap<string, Parameter>) =>
  Object.fromEntries([...parameters].map(([name, parameter]) => [name, described(parameter)]));

/** The parameters of an address: one that is given has a value. */
const givenParametersOf = (parameters: ReadonlyMap<string, Parameter>) =>
  Object.fromEntries([...parameters].map(([name, parameter]) => [name, describedValue(parameter)]));

/** The arguments of the subscription. */
const parametersIn = (schema: GraphQLSchema) =>
  new Map((schema.getSubscriptionType()?.getFields()["changes"]?.args ?? []).map((arg) => [arg.name, arg]));

const requestMessage = {
  name: "Request",
  summary: "Asks for the stream; what it wants stands in the address.",
  bindings: {
    http: {
      headers: {
        type: "object",
        properties: {
          "Last-Event-ID": {
            type: "string",
            description:
              "The last id received 游标, of a client that comes back; it comes before what the address says.",
          },
        },
      },
      bindingVersion: "0.3.0",
    },
  },
};

/** A message in the stream: its kind is the name of the event. */
const streamedMessage = (name: string, summary: string, schema: JsonSchema = {}) => ({
  name,
  summary,
  headers: eventFields(name, { id: { type: "string", description: "The cursor 游标; left out where there is none." } }),
  payload: name === "Change" ? schemaRef("ChangeEvent") : without([kindField], schema),
});

/** The fields of an event besides its data. */
const eventFields = (name: string, others: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: "object",
  properties: { event: { type: "string", const: name }, ...others },
  required: ["event"],
  additionalProperties: false,
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
      data: without([kindField, "cursor"], Object(change)),
    },
    required: [...(shape.required ?? []), "data"],
  };
}

/** The schema of an object without some of its fields. */
function without(fields: readonly string[], { properties, required, ...others }: JsonSchema): JsonSchema {
  const left = Object.entries(Object(properties)).filter(([name]) => !fields.includes(name));
  const needed = [required].flat().filter((name) => !fields.includes(String(name)));
  return { ...others, properties: Object.fromEntries(left), required: needed };
}

/** A subscription as a client says it. */
const subscriptionSchema = (query: string, parameters: ReadonlyMap<string, Parameter>): JsonSchema => ({
  type: "object",
  properties: {
    query: { type: "string", examples: [query] },
    operationName: { type: ["string", "null"] },
    variables: { type: ["object", "null"], properties: parametersOf(parameters) },
    extensions: { type: ["object", "null"] },
  },
  required: ["query"],
});

/** The data of an answer to the document that asks for everything: a message of one of these kinds. */
const dataSchema = (kinds: readonly string[]): JsonSchema => ({
  type: "object",
  properties: { changes: { oneOf: kinds.map(schemaRef) } },
  required: ["changes"],
  additionalProperties: false,
});
