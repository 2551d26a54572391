import type { DataServerFacts } from '../facts.ts';
import type { Layout } from '../layout.ts';
import { mariadbSettings } from './mariadb-settings.ts';
import { databasePaths } from './paths.ts';

/** mariadb.cnf, each setting below its reason. Programs read it by --defaults-file, so no other file of the machine counts. */
export function renderMariadbConfig(facts: DataServerFacts, layout: Layout): string {
  const groups = mariadbSettings(facts, layout).map(
    ({ title, settings }) =>
      `\n## ${title}\n` +
      settings.map(({ name, value, reason }) => `# ${reason}\n${name} = ${inOptionFile(value)}\n`).join(''),
  );
  return [
    `# MariaDB of data server ${facts.node}. Written by "data-server configure"; changes by hand are lost.\n`,
    '[mariadbd]\n',
    ...groups,
    '\n[sst]\n# The format that mariadb-backup and mbstream share.\nstreamfmt = mbstream\n',
    `# Logs of former copies, which would otherwise gather in /tmp.\nsst-log-archive-dir = ${databasePaths(layout).temporary}\n`,
    `\n[client]\nsocket = ${databasePaths(layout).socket}\n`,
  ].join('');
}

/** A semicolon would begin a comment. */
const inOptionFile = (value: string) => (/[;#\s]/.test(value) ? `"${value}"` : value);
