import type { Bounds, DatabaseOptions } from './options.ts';
import { lookupBy, systemLookup } from './resolver.ts';
import type { Target } from './session.ts';

/** Where and as whom the options want to connect. */
export function targetOf(options: DatabaseOptions, { statementMs }: Bounds): Target {
  const url = new URL(options.url);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 3306 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    // One object for all connections: the driver keeps what it makes of the certificates by it.
    ssl: options.tls ? { minVersion: 'TLSv1.2', rejectUnauthorized: true } : undefined,
    lookup: options.resolve ? lookupBy(options.resolve) : systemLookup(),
    statements: sessionStatements(statementMs),
  };
}

/** A wait for a row's lock ends before the statement's deadline: as an error that lets the transaction run again. */
function sessionStatements(statementMs: number): readonly string[] {
  const lockSeconds = Math.max(1, Math.floor(statementMs / 1_000) - 1);
  return [
    `SET time_zone = '+00:00', sql_mode = 'TRADITIONAL,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = ${lockSeconds}`,
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  ];
}
