import type { Response } from 'express';

/** A page that is the same for everyone, as it was drawn. */
export interface DrawnPage {
  readonly html: Buffer;
  /** The same page for a moment when nobody can say how many pieces there are; absent where it says nothing of that. */
  readonly withoutStock: Buffer | undefined;
  /** What it was made of, as tags. */
  readonly madeOf: readonly string[];
}

/** Whoever wants the page that a request is about to be answered with. */
export interface PageKeeper {
  /** Answers with the page and keeps it, unless something that it was made of changed while it was drawn. */
  keep(page: DrawnPage): Promise<void>;
  /** Answers with the page as it was kept last, when it cannot be drawn now; false: there is none. */
  answerWithKept(): boolean;
}

const keepers = new WeakMap<Response, PageKeeper>();

/** Hands the page that this request is answered with to a keeper. */
export function setPageKeeper(res: Response, keeper: PageKeeper): void {
  keepers.set(res, keeper);
}

/** Who wants the page of this request; undefined when nobody does. */
export function pageKeeperOf(res: Response): PageKeeper | undefined {
  return keepers.get(res);
}
