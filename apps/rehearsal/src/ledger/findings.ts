/** What can be wrong with the books, by what it means to a shopper or the shop. */
export type FindingKind =
  /** Confirmed to a shopper, and not in the books as paid. */
  | 'lost-order'
  /** One shopper, more than one order. */
  | 'doubled-order'
  /** Other goods or another total than the shopper agreed to. */
  | 'other-contents'
  /** Charged more than once, or another amount. */
  | 'wrong-charge'
  /** Charged, and no order that stands for it. */
  | 'charged-without-order'
  /** Told that nothing was ordered, and there is a paid order. */
  | 'unwanted-order'
  /** Orders, payments and provider disagree. */
  | 'books-disagree'
  /** Stock is not what movements and orders add up to. */
  | 'wrong-stock'
  /** A paid order without its confirmation, or with two. */
  | 'lost-mail'
  | 'doubled-mail'
  /** Nothing is wrong yet, but it was not settled in the time it should take. */
  | 'unsettled'
  /** The two data servers hold different books. */
  | 'replicas-differ';

export interface Finding {
  readonly kind: FindingKind;
  /** One sentence. */
  readonly what: string;
}

/** How the books compare with what shoppers know. */
export interface LedgerComparison {
  /** Shoppers who pressed the button. */
  readonly buyers: number;
  /** Orders that were confirmed to them. */
  readonly confirmed: number;
  /** Orders in the books. */
  readonly inBooks: number;
  readonly lost: number;
  readonly doubled: number;
  /** Shoppers who got no answer that tells, by what the books say of them. */
  readonly unknown: { readonly ordered: number; readonly nothing: number };
  readonly findings: readonly Finding[];
}
