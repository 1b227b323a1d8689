// The messages of graphql-transport-ws 套接字消息, each as JSON Schema and with who sends it.
import { CloseCode, MessageType } from "graphql-ws";
import type { JsonSchema } from "../schema/json-schema.ts";
import { closing } from "./close.ts";

/** A message of the protocol. */
export interface SocketMessage {
  readonly summary: string;
  readonly isFromClient: boolean;
  readonly isFromServer: boolean;
  /** The schema of the whole message. */
  readonly schema: JsonSchema;
}

/** What only the schema of GraphQL says of messages. */
export interface Saying {
  /** A subscription, as the payload of `subscribe`. */
  readonly subscription: JsonSchema;
  /** The data of an answer to it. */
  readonly data: JsonSchema;
  /** One error of an answer. */
  readonly error: JsonSchema;
}

/** Every message of the protocol, by its name in the code of the library: the compiler misses one that is left out. */
export function socketMessages({ subscription, data, error }: Saying): Readonly<Record<MessageName, SocketMessage>> {
  const errors: JsonSchema = { type: "array", items: error, minItems: 1 };
  const id = { id: { type: "string", minLength: 1, description: "Which subscription: its client numbers them." } };
  return {
    ConnectionInit: {
      summary: `Comes first and brings the token; without a good one the socket is closed with ${closing.forbidden}.`,
      ...fromClient,
      schema: message("ConnectionInit", { payload: closed({ authorization: bearer }) }),
    },
    ConnectionAck: { summary: "The token is accepted.", ...fromServer, schema: message("ConnectionAck", {}) },
    Ping: {
      summary: "Asks whether the server is there. It pings below the protocol itself, by frames of WebSocket.",
      ...fromClient,
      schema: message("Ping", {}, { payload: anything }),
    },
    Pong: {
      summary: "Answers a ping, of which the server repeats nothing. One that a client sends changes nothing.",
      ...fromBoth,
      schema: message("Pong", {}, { payload: anything }),
    },
    Subscribe: {
      summary: "Subscribes by a document; this one asks for everything, and others may ask for less.",
      ...fromClient,
      schema: message("Subscribe", { ...id, payload: subscription }),
    },
    Next: {
      summary:
        "One message, as the document that asks for everything gets it; or why there is none, where `data` is null: " +
        "so a subscription is refused that is not open to the reader, or begins nowhere.",
      ...fromServer,
      schema: message("Next", {
        ...id,
        payload: { anyOf: [closed({ data }, { errors }), closed({ data: { type: "null" }, errors })] },
      }),
    },
    Error: {
      summary: "Why nothing is executed, or no longer: it is the last message of its subscription.",
      ...fromServer,
      schema: message("Error", { ...id, payload: errors }),
    },
    Complete: {
      summary: "Ends a subscription: a client that wants no more of it, or the server, which has no more.",
      ...fromBoth,
      schema: message("Complete", id),
    },
  };
}

/** With which codes a socket is closed, and why. */
export const closings: ReadonlyMap<number, string> = new Map<number, string>([
  [closing.goingAway, "the server stops"],
  [closing.noFrame, "what was sent is no frame of WebSocket"],
  [closing.noText, "a message is not in UTF-8"],
  [closing.tooLarge, "a message is too large"],
  [CloseCode.BadRequest, "what was sent is no message of the protocol"],
  [CloseCode.Unauthorized, "something was subscribed to before `connection_ack`"],
  [closing.forbidden, "the token is not accepted, or has ended; come back with a new one"],
  [CloseCode.SubprotocolNotAcceptable, "another protocol was asked for"],
  [CloseCode.ConnectionInitialisationTimeout, "no `connection_init` came in time"],
  [CloseCode.SubscriberAlreadyExists, "an id is used twice"],
  [closing.tooMuch, "too much was asked for, or `connection_init` came twice"],
  [CloseCode.InternalServerError, "the server failed"],
]);

type MessageName = keyof typeof MessageType;

const fromClient = { isFromClient: true, isFromServer: false };
const fromServer = { isFromClient: false, isFromServer: true };
const fromBoth = { isFromClient: true, isFromServer: true };

const bearer: JsonSchema = { type: "string", description: "`Bearer` and the token 令牌.", pattern: "^Bearer " };
const anything: JsonSchema = { type: "object" };

type Fields = Readonly<Record<string, JsonSchema>>;

const message = (name: MessageName, must: Fields, may: Fields = {}): JsonSchema =>
  closed({ type: { const: MessageType[name] }, ...must }, may);

/** An object that holds these fields, perhaps some others, and nothing else. */
const closed = (must: Fields, may: Fields = {}): JsonSchema => ({
  type: "object",
  properties: { ...must, ...may },
  required: Object.keys(must),
  additionalProperties: false,
});
