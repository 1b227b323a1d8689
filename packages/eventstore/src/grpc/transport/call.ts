// One call: the messages that come over an HTTP/2 stream, the answers that go back at the client's pace, and the end.
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { timeoutMs } from "./deadline.ts";
import { framed, type Message, MessageReader } from "./framing.ts";
import { acceptedEncodings, inflated } from "./inflate.ts";
import type { MemoryBudget } from "./memory-budget.ts";
import { Refusal, status } from "./refusal.ts";

export interface CallLimits {
  /** How large a message from a client may be, also decompressed. */
  readonly maxMessageBytes: number;
  /** For what has come on all calls and is not taken yet; a call that finds it used up is refused. */
  readonly receivingMemory: MemoryBudget;
  /** How long a client may go on sending when its call is over. */
  readonly patienceMs: number;
}

/** When more than this waits, no more is read until some is taken. */
const mostWaitingBytes = 64 << 10;

/** What a message takes besides its bytes, because many empty ones take memory, too. */
const bytesOfMessage = 128;

/** When this much is not sent yet, whoever answers has to wait. */
const mostUnsentBytes = 128 << 10;

const contentType = { ":status": 200, "content-type": "application/grpc+proto" };
const answerHeaders = { ...contentType, "grpc-encoding": "identity", "grpc-accept-encoding": acceptedEncodings };

export class Call {
  readonly #stream: ServerHttp2Stream;
  readonly #limits: CallLimits;
  readonly #encoding: string;
  readonly #reader: MessageReader;
  readonly #controller = new AbortController();
  readonly #waiting: Message[] = [];
  #waitingBytes = 0;
  #receivedBytes = 0;
  #heldBytes = 0;
  /** Set when no more messages come: the client has ended its side, or this is the reason. */
  #noMore: "ended" | Refusal | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #isOver = false;
  readonly #unsent: Buffer[] = [];
  #unsentBytes = 0;
  #onMessage = () => {};
  #onRoom = () => {};

  constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, limits: CallLimits) {
    this.#stream = stream;
    this.#limits = limits;
    this.#encoding = String(headers["grpc-encoding"] ?? "identity");
    this.#reader = new MessageReader(limits.maxMessageBytes);
    stream.on("data", (chunk: Buffer) => this.#receive(chunk));
    // A client that cancels ends its side first. If both come together, half a request is not taken for a whole one.
    stream.once("end", () => setImmediate(() => this.#receiveEnd()));
    stream.once("close", () => {
      if (!this.#isOver) this.abort(new Refusal(status.CANCELLED, "The client has gone."));
      this.#finish();
    });
    this.#setDeadline(headers["grpc-timeout"]);
  }

  /** Aborts when there is nobody left to answer, the deadline is over or the server stops; its reason is a refusal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** How many bytes have come so far, those of unfinished messages included. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** The next message; undefined if the client has ended its side. Rejects with a refusal if no more can come. */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      this.signal.throwIfAborted();
      const message = this.#waiting.shift();
      if (message) return this.#take(message);
      if (this.#noMore === "ended") return undefined;
      if (this.#noMore) throw this.#noMore;
      await new Promise<void>((resolve) => {
        this.#onMessage = resolve;
      });
    }
  }

  /** Sends a message; what is sent in one turn leaves together. Does nothing once the call is over. */
  send(message: Uint8Array): void {
    this.sendFramed(framed(message));
  }

  /** Like `send`, for messages that are framed already. */
  sendFramed(messages: Buffer): void {
    if (this.#isOver) return;
    if (this.#unsent.length === 0) process.nextTick(() => this.#flush());
    this.#unsent.push(messages);
    this.#unsentBytes += messages.length;
  }

  /** Whether the client takes what is sent. */
  get hasRoom(): boolean {
    return this.#unsentBytes < mostUnsentBytes;
  }

  /** Resolves when there is room to send, or when the signal aborts. */
  async untilRoom(): Promise<void> {
    while (!this.hasRoom && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#onRoom = resolve;
      });
    }
  }

  /** Tells whoever serves the call to end it. */
  abort(reason: Refusal): void {
    if (this.signal.aborted) return;
    this.#controller.abort(reason);
    this.#onMessage();
    this.#onRoom();
  }

  /** Ends the call, as failed if there is a refusal; what was sent before arrives first. */
  end(refusal?: Refusal): void {
    if (this.#isOver) return;
    const last = this.#takeUnsent();
    this.#finish();
    if (this.#isGone) return;
    const trailers = refusal ? trailersOf(refusal) : { "grpc-status": status.OK };
    if (!this.#stream.headersSent && !last) {
      this.#stream.respond({ ...contentType, ...trailers }, { endStream: true });
      this.#letGo();
      return;
    }
    this.#stream.once("wantTrailers", () => {
      if (this.#isGone) return;
      this.#stream.sendTrailers(trailers);
      this.#letGo();
    });
    this.#respond();
    this.#stream.end(last);
  }

  get #isGone(): boolean {
    return this.#stream.destroyed || this.#stream.closed;
  }

  #setDeadline(header: string | string[] | undefined): void {
    const fail = (refusal: Refusal): void => {
      this.abort(refusal);
      this.end(refusal);
    };
    try {
      const ms = timeoutMs(header?.toString());
      if (ms === undefined) return;
      this.#deadline = setTimeout(() => fail(new Refusal(status.DEADLINE_EXCEEDED, "Deadline exceeded")), ms);
    } catch (error) {
      if (error instanceof Refusal) fail(error);
    }
  }

  #receive(chunk: Buffer): void {
    if (this.#isOver || this.#noMore) return;
    this.#receivedBytes += chunk.length;
    try {
      this.#reader.read(chunk, (message) => {
        this.#waiting.push(message);
        this.#waitingBytes += message.bytes.length + bytesOfMessage;
      });
      this.#account();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#noMore = error;
    }
    if (this.#waitingBytes > mostWaitingBytes) this.#stream.pause();
    this.#onMessage();
  }

  #receiveEnd(): void {
    if (this.#isGone) return;
    const isCut = this.#reader.isWithin;
    this.#noMore ??= isCut ? new Refusal(status.INTERNAL, "The call was ended in the middle of a message.") : "ended";
    this.#onMessage();
  }

  #take({ bytes, isCompressed }: Message): Uint8Array | Promise<Uint8Array> {
    this.#waitingBytes -= bytes.length + bytesOfMessage;
    this.#account();
    if (this.#waitingBytes <= mostWaitingBytes && this.#stream.isPaused()) this.#stream.resume();
    return isCompressed ? inflated(bytes, this.#encoding, this.#limits.maxMessageBytes) : bytes;
  }

  /** Takes from the memory of all calls what this one holds now. */
  #account(): void {
    const { receivingMemory } = this.#limits;
    const bytes = this.#waitingBytes + this.#reader.heldBytes;
    const more = bytes - this.#heldBytes;
    if (more <= 0) receivingMemory.give(-more);
    else if (!receivingMemory.take(more)) {
      throw new Refusal(
        status.RESOURCE_EXHAUSTED,
        "The server holds as many unfinished requests as it can; try again.",
      );
    }
    this.#heldBytes = bytes;
  }

  #flush(): void {
    const bytes = this.#takeUnsent();
    if (!bytes) return;
    if (this.#isGone) return;
    this.#respond();
    this.#stream.write(bytes, () => {
      this.#unsentBytes -= bytes.length;
      if (this.hasRoom) this.#onRoom();
    });
  }

  #takeUnsent(): Buffer | undefined {
    const [first, ...rest] = this.#unsent;
    this.#unsent.length = 0;
    return first && rest.length > 0 ? Buffer.concat([first, ...rest]) : first;
  }

  #respond(): void {
    if (!this.#stream.headersSent) this.#stream.respond(answerHeaders, { waitForTrailers: true });
  }

  /** Cuts off a client that goes on sending, but not at once, because what it is told might not have left yet. */
  #letGo(): void {
    if (this.#noMore === "ended") return;
    const timer = setTimeout(() => this.#stream.close(constants.NGHTTP2_NO_ERROR), this.#limits.patienceMs).unref();
    this.#stream.once("close", () => clearTimeout(timer));
  }

  /** From now on what the client sends is read and forgotten. */
  #finish(): void {
    this.#isOver = true;
    clearTimeout(this.#deadline);
    this.#limits.receivingMemory.give(this.#heldBytes);
    this.#heldBytes = 0;
    this.#waiting.length = 0;
    this.#reader.drop();
    this.#stream.resume();
  }
}

function trailersOf({ code, message, trailers }: Refusal): Record<string, string | number> {
  return { "grpc-status": code, "grpc-message": percentEncoded(message), ...trailers };
}

/** Trailers hold ASCII; other characters, and `%` itself, become `%XX`. */
function percentEncoded(text: string): string {
  return text.replace(/[^ -$&-~]+/gu, (found) =>
    [...Buffer.from(found)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
}
