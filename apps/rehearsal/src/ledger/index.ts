export { compareLedger, type DeliveredMail, type Deliveries } from './compare.ts';
export { compareReplicas } from './compare-replicas.ts';
export { withBooks, type Books, type BooksPlace } from './connection.ts';
export type { Finding, FindingKind, LedgerComparison } from './findings.ts';
export { readLoadBooks } from './read-load-books.ts';
export { waitUntilSettled, type OpenWork } from './settle.ts';
