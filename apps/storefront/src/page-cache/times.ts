/**
 * The page cache's times. Changes drop pages by themselves within about a second: ages are for what no change tells of, such
 * as a product that ceases to be new or a likeness that is found later.
 *
 * `freshMs` > `staleMs`, and `longestMs` > `freshMs` + `staleMs`: only while the shop cannot make pages are they older.
 */
export const times = {
  /** A page is answered with for this long. */
  freshMs: 10 * 60_000,
  /** … and for so much longer while it is being made anew. */
  staleMs: 60_000,
  /** … and at most this old while the database is away. */
  longestMs: 60 * 60_000,
  /** When changes have not been read for this long, pages say nothing of stock: three turns of the feed. */
  trustedMs: 3_000,
  /** How long the making of a dear page is left to another server. */
  claimSeconds: 2,
  /** How long a request waits for another server's making, and how often it looks. */
  waitForOthersMs: 150,
  askAgainMs: 25,
  /** An answer of the shared cache that takes longer is a sign of trouble. */
  slowCacheMs: 50,
} as const;
