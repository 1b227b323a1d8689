// Remembers where the latest records end, so that readers who follow the log find their place in it at once.

const fewest = 1 << 14;

/** The latest positions at which records end, without gaps; earlier ones are forgotten. */
export class Boundaries {
  #positions: number[];

  constructor(first: number) {
    this.#positions = [first];
  }

  add(position: number): void {
    if (this.#positions.length >= 2 * fewest) this.#positions = this.#positions.slice(-fewest);
    this.#positions.push(position);
  }

  /** The last position up to this one at which a record ends; undefined if that is forgotten. */
  upTo(position: number): number | undefined {
    let [low, high] = [0, this.#positions.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#positions[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return this.#positions[low - 1];
  }
}
