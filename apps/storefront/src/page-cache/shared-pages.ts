import type { Cache } from '@perfume/cache-client';

/** Pages that all servers share. Whatever happens to it, a page is only ever not there. */
export interface SharedPages {
  get(key: string): Promise<Buffer | undefined>;
  set(key: string, page: Buffer, seconds: number): Promise<void>;
  /** Asks to be the one who makes a page; 'unknown' when nobody can be asked. It ends by itself after `seconds`. */
  claim(key: string, seconds: number): Promise<'mine' | 'taken' | 'unknown'>;
  release(key: string): Promise<void>;
}

/**
 * Pages in the shared cache, under names that begin with the release: what one release drew, no other answers with.
 * @param cache without an in-process tier of its own, as the page cache is one
 */
export function sharePages(cache: Cache, release: string): SharedPages {
  const nameOf = (key: string) => `page:${release}:${key}`;
  const claimOf = (key: string) => `page-claim:${release}:${key}`;
  return {
    get: (key) => cache.get<Buffer>(nameOf(key)),
    set: (key, page, seconds) => cache.set(nameOf(key), page, seconds),
    async claim(key, seconds) {
      const claims = await cache.increment(claimOf(key), seconds);
      if (claims === undefined) return 'unknown';
      return claims === 1 ? 'mine' : 'taken';
    },
    release: (key) => cache.delete(claimOf(key)),
  };
}
