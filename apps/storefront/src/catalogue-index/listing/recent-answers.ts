/** Answers to the latest questions, as many as fit into so many bytes; the one that was not asked for longest goes first. */
export class RecentAnswers<Answer> {
  readonly #answers = new Map<string, { readonly answer: Answer; readonly bytes: number }>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get(question: string): Answer | undefined {
    const kept = this.#answers.get(question);
    if (!kept) return undefined;
    this.#answers.delete(question);
    this.#answers.set(question, kept);
    return kept.answer;
  }

  set(question: string, answer: Answer, bytes: number): void {
    this.delete(question);
    this.#answers.set(question, { answer, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.#mostBytes) break;
      this.delete(oldest);
    }
  }

  delete(question: string): void {
    const kept = this.#answers.get(question);
    if (!kept) return;
    this.#bytes -= kept.bytes;
    this.#answers.delete(question);
  }

  clear(): void {
    this.#answers.clear();
    this.#bytes = 0;
  }
}
