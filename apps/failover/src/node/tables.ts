/**
 * The agent's own schema. It is replicated like any other: that a change of it is accepted proves the majority.
 * Statements are repeated on every node without harm.
 */
export const createTables: readonly string[] = [
  'CREATE DATABASE IF NOT EXISTS failover',
  `CREATE TABLE IF NOT EXISTS failover.writer (
     id TINYINT UNSIGNED NOT NULL PRIMARY KEY,
     node CHAR(1) NOT NULL,
     term BIGINT UNSIGNED NOT NULL,
     planned TINYINT(1) NOT NULL,
     reason VARCHAR(200) NOT NULL,
     changed_at DATETIME(6) NOT NULL
   ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE IF NOT EXISTS failover.probe (
     node CHAR(1) NOT NULL PRIMARY KEY,
     written_at DATETIME(6) NOT NULL
   ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];

export const readWriter = `SELECT node, term, planned,
  GREATEST(0, TIMESTAMPDIFF(MICROSECOND, changed_at, UTC_TIMESTAMP(6)) DIV 1000) AS age_ms
  FROM failover.writer WHERE id = 1`;

export const insertWriter = `INSERT INTO failover.writer (id, node, term, planned, reason, changed_at)
  VALUES (1, ?, 1, ?, ?, UTC_TIMESTAMP(6))`;

export const changeWriter = `UPDATE failover.writer
  SET node = ?, term = term + 1, planned = ?, reason = ?, changed_at = UTC_TIMESTAMP(6)
  WHERE id = 1 AND term = ?`;

/** Each node writes a row of its own, so that two probes never meet. */
export const writeProbe = 'REPLACE INTO failover.probe (node, written_at) VALUES (?, UTC_TIMESTAMP(6))';
