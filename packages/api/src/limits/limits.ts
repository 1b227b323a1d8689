// Every bound of the API in one place: a request, a document, a socket. HTTP and WebSocket share them.
import { most } from "@taizhang/domain";

export const limits = {
  /** Bytes of a GraphQL request's body. */
  bodyBytes: 256 * 1024,
  /** Bytes of a notice sent to `POST /import`, all its files together. */
  noticeBytes: most.noticeMb * 2 ** 20,
  /** Bytes of a roster file sent to `POST /roster`: a thousand names take a tenth of it. */
  rosterBytes: 2 ** 20,
  /** Bytes of what a form takes besides its files: the heads of their parts. */
  formBytes: 64 * 1024,
  /**
   * How many notices are read at the same time, each by its own process; how many may wait for that; and how many of one
   * bearer may be read or wait.
   */
  readings: { atOnce: 2, waiting: 40, perBearer: 4 },
  /** Bytes of a checkpoint with the lines of witnesses. */
  noteBytes: 64 * 1024,
  /** Characters of a document. Blanks and comments are not tokens, so they are limited first. */
  documentLength: 32 * 1024,
  /** Lines of a document: graphql counts them for each error that it finds. */
  documentLines: 2000,
  /** Lexical tokens of a document. */
  tokens: 1000,
  /** Fragments of a document. Validation compares each with each. */
  fragments: 50,
  /** Fields that their selection has already, added up over a document. Validation compares each with each. */
  repeatedFields: 50,
  /** Nested lists and objects of the variables; a command needs five. */
  inputDepth: 8,
  /** Items of one list in the variables: the longest list of a command. */
  inputList: most.units,
  /** Fields of one object in the variables, and variables of an operation. */
  inputFields: 100,
  /** All values of the variables. */
  inputValues: 20_000,
  /** Different names in a body or a message: of all fields of all inputs there are fewer than 200, and some variables. */
  inputNames: 300,
  /** Characters of a cursor; those that are given out hold two keys of a list, or the mark of an event. */
  cursorLength: 4096,
  /**
   * Levels of nested fields, counted through fragments; `edges` and `node` of a page are none. What a unit's ledger, or a
   * list of plans, shows of the evidence of a report is on the sixth.
   */
  depth: 8,
  /** Aliases of a document, counted through fragments. */
  aliases: 15,
  /** Aliased mutations of a document: one request cannot give the same command many times. */
  mutationAliases: 1,
  directives: 10,
  /** Fields and fragments of a document, each counted as often as it is reached. */
  selections: 10_000,
  /** Events that are looked at for one page of a history, and those of the stretch at hand; the rest is left to the next page. */
  historyLooks: 1000,
  /** Differences that one answer tells; a longer list has pages, see `compare`. */
  differences: 5000,
  /** Points of a trend: a year of days and some more. */
  trendPoints: 400,
  /** Characters and terms of what is searched for. */
  searchLength: 100,
  searchTerms: 8,
  /** Tasks and plans that are looked at for one search; where more may fit, the answer says so. */
  searchLooks: 1000,
  /** Tasks of a plan that are looked at for what its groups were filled with: far more than a notice prints. */
  fillingLooks: 2000,
  /** Characters of the words around a term that are shown. */
  excerptLength: 80,
  /** People of whom a process remembers what they are called. */
  knownPeople: 10_000,
  /** Names of which a process remembers the pinyin. */
  knownNames: 10_000,
  /** The largest page of a list. */
  pageSize: 100,
  /** The page of a list where `first` is left out. */
  defaultPageSize: 20,
  /** Lines of a notice that are given at once. */
  sourceLines: 500,
  /** Characters of a line of a notice that are shown. */
  lineLength: 2000,
  /** Lines of a notice that are shown before and after those asked for. */
  contextLines: 10,
  /** Characters of the lines of notices that one field of the root shows. */
  sourceLength: 1_000_000,
  /** Bytes of the kept readings of notices that stay decoded, so that they need not be for each request. */
  readingsBytes: 32 * 2 ** 20,
  /**
   * Cost of an operation: its fields times their page sizes. A page of plans with a page of tasks each, both of the size that
   * is taken where none is said, may show twenty fields of every task.
   */
  cost: 10_000,
  /** The same for auditors, who look through everything. */
  auditorCost: 20_000,
  /** Bearers and addresses of which a process remembers that they have spent all they may. */
  knownSpenders: 10_000,
  /** Points of a request, besides those for its operation. */
  requestPoints: 10,
  /** Points of a field that is folded from the log: a history, or anything as of a moment. */
  logPoints: 500,
  /** Points of a search, which looks at many entries whatever it shows of them. */
  searchPoints: 50,
  /** Points of looking for what a group was filled with elsewhere: as many as searches that look at as much. */
  fillingPoints: 100,
  /** Points of an export, which reads many entries and their histories. */
  exportPoints: 5000,
  /** Points of the bytes of a notice. */
  sourcePoints: 1000,
  /** How many exports are written at the same time, and how many of one bearer. */
  exports: { atOnce: 4, perBearer: 2 },
  /** Points of an attempt at what is not there, or is not for the bearer: it is recorded for auditors. */
  deniedPoints: 10_000,
  /** Characters of the documents that stay parsed, so that they need not be for each request. */
  knownDocuments: 4 * 2 ** 20,
  /** Answers to subscriptions that are kept for others who ask the same of the same message, and their bytes. */
  keptAnswers: { count: 10_000, bytes: 16 * 2 ** 20 },
  /** Queries that are known for having been asked before, compiled or not; and the fields of one that is compiled. */
  compiledQueries: 500,
  /** Questions of which it is known what their answers rest on, and the answers, as far as their bytes allow. */
  rememberedAnswers: 10_000,
  /** How many headers `accept` are known with what Apollo answers to them. */
  knownAccepts: 100,
  compiledSelections: 500,
  /** Errors returned for one request, and faults told of one input. */
  errors: 5,
  /** Characters of an error's message, which may repeat what was sent. */
  errorLength: 2000,
  /** Characters of a token, far more than its claims need. */
  tokenLength: 4096,
  /** Tokens whose signature need not be checked again: as many as people are at work at a time. */
  knownTokens: 5000,
} as const;

/** The limits as the graphql library takes them. Hints at the schema are for development only. */
export const graphqlBounds = (development: boolean) => ({
  validation: { maxErrors: limits.errors, hideSuggestions: !development },
  execution: { maxCoercionErrors: limits.errors },
});

/** How long a process waits and how many sockets it holds. Tests set their own. */
export interface Bounds {
  /** How long a request may take, in milliseconds. */
  readonly requestMs: number;
  /** How long a query waits for the read models to include the position asked for, in milliseconds. */
  readonly atLeastMs: number;
  /** How long a read model may lack what the log holds before its answers count as stale, in milliseconds. */
  readonly lagMs: number;
  /** How long a reader of the feed may take over a message, in milliseconds. */
  readonly messageMs: number;
  /** How long nothing of an export may be sent, because its reader takes nothing or nothing comes, in milliseconds. */
  readonly exportMs: number;
  /** How long a part may take to answer before it counts as not reachable, in milliseconds. */
  readonly healthMs: number;
  /** For how long requests and their points are counted, and uploads, in seconds. */
  readonly countedSeconds: { readonly points: number; readonly uploads: number };
  readonly socket: {
    /** Bytes of one message. */
    readonly messageBytes: number;
    /** Bytes of one message of a client that has not sent its token yet. */
    readonly waitingMessageBytes: number;
    /** Messages a second that a client may send. */
    readonly messagesPerSecond: number;
    /** Operations that run at once. */
    readonly operations: number;
    /** Sockets of one bearer. */
    readonly perSubject: number;
    /**
     * Sockets of one address that have not sent their token yet. Once they have, they count for their bearer: a whole
     * office may share one address.
     */
    readonly waitingPerAddress: number;
    /** Sockets of the process. */
    readonly total: number;
    /** How long a client may take to send its token, in milliseconds. */
    readonly initMs: number;
    /** How often a client is pinged, and how long it may take to answer, in milliseconds. */
    readonly keepAliveMs: number;
  };
}

export const bounds: Bounds = {
  requestMs: 10_000,
  atLeastMs: 2000,
  lagMs: 5000,
  messageMs: 10_000,
  exportMs: 60_000,
  healthMs: 2000,
  countedSeconds: { points: 10, uploads: 60 },
  socket: {
    messageBytes: 64 * 1024,
    waitingMessageBytes: 8 * 1024,
    messagesPerSecond: 20,
    operations: 10,
    perSubject: 5,
    waitingPerAddress: 500,
    total: 12_000,
    initMs: 5000,
    keepAliveMs: 12_000,
  },
};
