import type { BooksPlace } from '../ledger/index.ts';

/** Where the books of a mysql:// address lie. */
export function placeOf(url: string): BooksPlace {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
  };
}
