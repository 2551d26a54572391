import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { secretNames } from '@perfume/instances';
import { readSecret } from '../aws/secrets.ts';
import type { DataServer } from '../instance.ts';
import { untilDone } from '../system/patience.ts';
import { backupAccount, backupGrant } from './backup-account.ts';
import { finishFounding } from './founder.ts';
import { lookAtDatabase } from './look.ts';
import { withLocalSession, type LocalSession } from './session.ts';

/** The storefront's database. */
export const shopDatabase = 'perfume';

/** What the failover agent keeps in the cluster: who writes, and its write probe. It makes the tables. */
export const agentDatabase = 'failover';

/** The system user of the agent, and the name of its account. */
export const agentUser = 'perfume-agent';

/** Between two looks whether the database is there, in ms. */
const lookMs = 1_000;
/** A statement on accounts waits for the whole cluster. In ms. */
const statementMs = 20_000;

/** The storefront migrates its own database and touches no other. */
const shopGrants =
  'SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE TEMPORARY TABLES, LOCK TABLES, CREATE VIEW, SHOW VIEW, TRIGGER';

/**
 * Makes the accounts of the database with no more rights than they need, once the database is there; safe to run again. A
 * password that was rotated in Secrets Manager is set. Then the shop counts as having a database.
 */
export async function setUpUsers(server: DataServer): Promise<void> {
  const { layout, log, facts, cloud } = server;
  await untilWritable(server);
  const secret = await untilDone({ log, what: 'password of the storefront' }, async () => {
    const found = await readSecret(cloud.secrets, secretNames(facts.shop).database);
    if (!found?.['username'] || !found['password'])
      throw new Error(`the secret ${secretNames(facts.shop).database} has no username and password`);
    return { username: found['username'], password: found['password'] };
  });
  await untilDone({ log, what: 'accounts of the database' }, () =>
    withLocalSession(layout, async (session) => {
      await makeDatabases(session);
      await makeShopUser(session, secret);
      await makeLocalUsers(session);
    }),
  );
  await untilDone({ log, what: 'word that the shop has a database' }, () => finishFounding(server));
  log.info('the accounts of the database are as they should be');
}

async function untilWritable({ layout, log }: DataServer): Promise<void> {
  for (let said = false; ; said = true) {
    const look = await lookAtDatabase(layout);
    if (look.phase === 'running' && look.primary && look.synced) return;
    if (!said) log.info({ phase: look.phase }, 'waiting for the database');
    await sleep(lookMs);
  }
}

async function makeDatabases(session: LocalSession): Promise<void> {
  for (const name of [shopDatabase, agentDatabase])
    await session.ask(`CREATE DATABASE IF NOT EXISTS \`${name}\``, undefined, statementMs);
}

/** Reachable over the network, so with TLS only. */
async function makeShopUser(
  session: LocalSession,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<void> {
  const account = `${quoted(username)}@'%'`;
  const hash = nativeHash(password);
  await session.ask(
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY PASSWORD '${hash}' REQUIRE SSL`,
    undefined,
    statementMs,
  );
  // Each change of an account stops the cluster for a moment: only what differs is changed.
  if ((await currentHash(session, username)) !== hash)
    await session.ask(
      `ALTER USER ${account} IDENTIFIED BY PASSWORD '${hash}' REQUIRE SSL`,
      undefined,
      statementMs,
    );
  await grantOnce(session, account, `GRANT ${shopGrants} ON \`${shopDatabase}\`.* TO ${account}`);
}

async function makeLocalUsers(session: LocalSession): Promise<void> {
  const agent = `'${agentUser}'@'localhost'`;
  await session.ask(
    `CREATE USER IF NOT EXISTS ${backupAccount} IDENTIFIED VIA unix_socket`,
    undefined,
    statementMs,
  );
  await grantOnce(session, backupAccount, backupGrant);
  await session.ask(`CREATE USER IF NOT EXISTS ${agent} IDENTIFIED VIA unix_socket`, undefined, statementMs);
  await grantOnce(session, agent, `GRANT ALL PRIVILEGES ON \`${agentDatabase}\`.* TO ${agent}`);
  await grantOnce(session, agent, `GRANT SELECT ON \`mysql\`.\`wsrep_cluster_members\` TO ${agent}`);
  // It opens and closes the server to the shop, ends the shop's connections, and takes a server out of the cluster.
  await grantOnce(
    session,
    agent,
    `GRANT PROCESS, READ_ONLY ADMIN, CONNECTION ADMIN, SUPER ON *.* TO ${agent}`,
  );
}

/** A GRANT is written by the whole cluster, so it is left out where SHOW GRANTS has it already. */
async function grantOnce(session: LocalSession, account: string, statement: string): Promise<void> {
  const normal = (text: string) => text.replace(/[`']/g, '').replace(/ (IDENTIFIED|REQUIRE|WITH) .*$/, '');
  const [, privileges = '', object = ''] = /^GRANT (.*) ON (\S+) TO/.exec(normal(statement)) ?? [];
  const wanted = privileges.split(', ');
  const has = (await grantsOf(session, account)).map(normal).some((grant) => {
    const [, given = '', on = ''] = /^GRANT (.*) ON (\S+) TO/.exec(grant) ?? [];
    return on === object && wanted.every((privilege) => given.split(', ').includes(privilege));
  });
  if (!has) await session.ask(statement, undefined, statementMs);
}

async function grantsOf(session: LocalSession, account: string): Promise<readonly string[]> {
  const rows = await session.ask(`SHOW GRANTS FOR ${account}`);
  return rows.flatMap((row) => Object.values(row).map(String));
}

async function currentHash(session: LocalSession, username: string): Promise<string | undefined> {
  const [row] = await session.ask(
    `SELECT JSON_VALUE(Priv, '$.authentication_string') AS hash FROM mysql.global_priv WHERE User = ? AND Host = '%'`,
    [username],
  );
  const hash = row?.['hash'];
  return typeof hash === 'string' ? hash : undefined;
}

/** What mysql_native_password keeps of a password, so that the password itself is in no statement and no log. */
export function nativeHash(password: string): string {
  const once = createHash('sha1').update(password).digest();
  return `*${createHash('sha1').update(once).digest('hex').toUpperCase()}`;
}

const quoted = (name: string) => `'${name.replace(/['\\]/g, '\\$&')}'`;
