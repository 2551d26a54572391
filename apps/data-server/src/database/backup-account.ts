/** Full copies to the peer, full backups and the shipping of binary logs: by the socket, as the system user mysql. */
export const backupAccount = `'mysql'@'localhost'`;

/** What mariadb-backup asks for; it reads the files themselves as the system user. */
export const backupGrant = `GRANT RELOAD, PROCESS, LOCK TABLES, BINLOG MONITOR, REPLICA MONITOR, CONNECTION ADMIN ON *.* TO ${backupAccount}`;

/** For a data directory that is being made: the peer's full copy needs the account before anything else does. */
export const backupAccountScript = [
  'FLUSH PRIVILEGES;',
  `CREATE USER IF NOT EXISTS ${backupAccount} IDENTIFIED VIA unix_socket;`,
  `${backupGrant};`,
  '',
].join('\n');
