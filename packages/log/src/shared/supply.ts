// A supply: a stream from which whoever is told many things takes what is there. A promise is made only where one must wait,
// so that telling a thousand followers of one event is a plain loop.

/** What a supply gives at its end. */
export const over = Symbol("over");

/** A stream of pieces for one taker. */
export interface Supply<Piece> {
  /**
   * The next piece where it is there, and `over` at the end; else a promise that resolves when there is something to ask
   * for again. Throws, or the promise rejects, where the stream fails. Nobody asks while such a promise is pending.
   */
  take(): Piece | typeof over | Promise<void>;
  /** Ends it. A promise that is pending resolves. */
  leave(): Promise<void>;
}

/** A supply that may also be taken from as a generator, which can be returned while it waits. */
export type Supplied<Piece> = AsyncGenerator<Piece, void, void> & Supply<Piece>;

/** A supply as a generator, too. Only one of the two ways of taking is used. */
export function supplied<Piece>(supply: Supply<Piece>): Supplied<Piece> {
  const pieces = piecesOf(supply);
  const both: Supplied<Piece> = {
    take: supply.take,
    leave: supply.leave,
    next: () => pieces.next(),
    async return() {
      await supply.leave();
      return pieces.return();
    },
    async throw(error) {
      await supply.leave();
      return pieces.throw(error);
    },
    [Symbol.asyncIterator]: () => both,
  };
  return both;
}

async function* piecesOf<Piece>({ take, leave }: Supply<Piece>): AsyncGenerator<Piece, void, void> {
  try {
    for (;;) {
      const piece = take();
      if (piece === over) return;
      if (piece instanceof Promise) await piece;
      else yield piece;
    }
  } finally {
    await leave();
  }
}

/** What can be gone through as a supply: itself where it is one. Others are asked piece by piece. */
export function supplyOf<Piece>(pieces: AsyncIterable<Piece>): Supply<Piece> {
  return isSupply(pieces) ? pieces : asked(pieces[Symbol.asyncIterator]());
}

const isSupply = <Piece>(pieces: AsyncIterable<Piece>): pieces is Supplied<Piece> =>
  "take" in pieces && "leave" in pieces;

function asked<Piece>(pieces: AsyncIterator<Piece>): Supply<Piece> {
  let next: IteratorResult<Piece> | null = null;

  async function ask(): Promise<void> {
    next = await pieces.next();
  }

  return {
    take() {
      if (next === null) return ask();
      if (next.done) return over;
      const { value } = next;
      next = null;
      return value;
    },
    async leave() {
      await pieces.return?.();
    },
  };
}
