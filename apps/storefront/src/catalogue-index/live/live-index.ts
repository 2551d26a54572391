import type { Logger } from 'pino';
import type { ShopDatabase } from '../../database/index.ts';
import type { CatalogueIndex } from '../../listing/model.ts';

export interface CatalogueIndexDependencies {
  readonly database: ShopDatabase;
  /** ISO 4217; only prices in it count. */
  readonly currency: string;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

export interface LiveCatalogueIndex extends CatalogueIndex {
  /** Begins to follow the change feed. Default: every 1,000 ms. */
  follow(everyMs?: number): void;
  /** Takes in, now, everything that has changed. */
  refresh(): Promise<void>;
  close(): void;
}

/** The catalogue in memory, loaded in full. */
export function createCatalogueIndex(_deps: CatalogueIndexDependencies): Promise<LiveCatalogueIndex> {
  return Promise.reject(new Error('The catalogue in memory is not built.'));
}
