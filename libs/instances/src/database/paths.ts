import { join } from 'node:path';
import type { Layout } from '../layout.ts';

/** Files of MariaDB on a data server. */
export function databasePaths(layout: Layout) {
  const runtime = join(layout.runtime, 'database');
  const tls = join(layout.settings, 'tls');
  return {
    config: join(layout.settings, 'mariadb.cnf'),
    runtime,
    socket: join(runtime, 'mariadb.sock'),
    pidFile: join(runtime, 'mariadb.pid'),
    /** What the start is about to do, and what the peer was promised. */
    startState: join(runtime, 'start.json'),
    startGrant: join(runtime, 'grant.json'),
    temporary: join(layout.data, 'tmp'),
    slowLog: join(layout.logs, 'mariadb', 'slow.log'),
    tls,
    authority: join(tls, 'authority.pem'),
    certificate: join(tls, 'server.pem'),
    certificateKey: join(tls, 'server-key.pem'),
    /** Written by a restore, or by a person who knows that the peer is lost: the next start begins the cluster anew. */
    beginAnew: join(layout.data, 'begin-anew.json'),
  };
}
