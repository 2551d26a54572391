/** Shows how far a long piece of work is: a bar that stays on its line in a terminal, single lines elsewhere. */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #now: () => number;
  #shownAt = Number.NEGATIVE_INFINITY;
  #drawn = false;

  constructor(out: NodeJS.WriteStream, now: () => number = () => performance.now()) {
    this.#out = out;
    this.#now = now;
  }

  /**
   * @param share from 0 to 1; undefined where the end is not known
   * @param text what is being counted
   */
  show(share: number | undefined, text: string): void {
    const terminal = this.#out.isTTY;
    const now = this.#now();
    if (now - this.#shownAt < (terminal ? 100 : 10_000)) return;
    this.#shownAt = now;
    const percent = share === undefined ? '' : `${String(Math.floor(share * 100)).padStart(3)} % `;
    if (!terminal) {
      this.#out.write(`${percent}${text}\n`);
      return;
    }
    const width = 30;
    const full = Math.round((share ?? 0) * width);
    const bar = share === undefined ? '' : `${'█'.repeat(full)}${'░'.repeat(width - full)} `;
    this.#out.write(`\r\u001b[2K${bar}${percent}${text}`);
    this.#drawn = true;
  }

  /** A sentence of its own, above the bar. */
  say(text: string): void {
    this.clear();
    this.#out.write(`${text}\n`);
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#drawn) this.#out.write('\r\u001b[2K');
    this.#drawn = false;
    this.#shownAt = Number.NEGATIVE_INFINITY;
  }
}
