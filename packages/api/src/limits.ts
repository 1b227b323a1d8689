// Every bound of the API in one place: a request, a document, a socket. HTTP and WebSocket share them.
export const limits = {
  /** Bytes of a GraphQL request's body. */
  bodyBytes: 256 * 1024,
  /** Bytes of a notice sent to `POST /import`. */
  noticeBytes: 10 * 1024 * 1024,
  /** Notices that are read at the same time, each in a thread of its own, and those that may wait for it. */
  readings: { atOnce: 2, waiting: 8 },
  /** Lexical tokens of a document; comments are none, which is why bytes are bounded first. */
  tokens: 1000,
  /** Fields below one another, fragments counted. */
  depth: 8,
  /** Aliases of a document, fragments counted. */
  aliases: 15,
  /** Aliases of the mutations in a document: one request cannot give the same command many times. */
  mutationAliases: 1,
  directives: 10,
  /** The most a list gives at once. */
  pageSize: 100,
  /** What a list gives where `first` is not said. */
  defaultPageSize: 20,
  /** Fields times page sizes of an operation. */
  cost: 5000,
  /** The same for those who look through everything. */
  auditorCost: 20_000,
  /** Errors returned for one request. */
  errors: 5,
  /** How long a request may take, in milliseconds. */
  requestMs: 10_000,
  socket: {
    /** Bytes of one message. */
    messageBytes: 64 * 1024,
    /** Messages a second that a client may send. */
    messagesPerSecond: 20,
    /** Operations that run at once. */
    operations: 10,
    /** Sockets of one bearer. */
    perSubject: 5,
    /** Sockets of the process. */
    total: 12_000,
    /** How long a client may take to send its token, in milliseconds. */
    initMs: 5000,
  },
} as const;
