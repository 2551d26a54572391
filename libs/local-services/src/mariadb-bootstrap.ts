import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { CannotProvide } from './errors.ts';

/** The server's own scripts, in order; newer versions name them mariadb_… instead of mysql_…. */
const scripts: readonly { readonly names: readonly string[]; readonly optional?: boolean }[] = [
  { names: ['mysql_system_tables.sql', 'mariadb_system_tables.sql'] },
  { names: ['mysql_performance_tables.sql', 'mariadb_performance_tables.sql'] },
  { names: ['mysql_system_tables_data.sql', 'mariadb_system_tables_data.sql'] },
  { names: ['maria_add_gis_sp_bootstrap.sql'], optional: true },
  { names: ['mysql_sys_schema.sql', 'mariadb_sys_schema.sql'], optional: true },
];

/**
 * The statements that fill an empty data folder. mariadb-install-db does the same, but as root it also changes the
 * rights of a file that belongs to the machine's own MariaDB, and Debian's minimal package lacks a program it calls.
 * @throws CannotProvide when the installed MariaDB has no such scripts
 */
export function bootstrapScript(mariadbd: string): string {
  const folder = shareFolder(mariadbd);
  const parts = scripts.flatMap(({ names, optional }) => {
    const path = names.map((name) => join(folder, name)).find((candidate) => existsSync(candidate));
    if (path) return [readFileSync(path, 'utf8')];
    if (optional) return [];
    throw new CannotProvide(`${join(folder, names[0]!)} is missing: install MariaDB's server package again.`);
  });
  return [
    'CREATE DATABASE IF NOT EXISTS mysql;',
    'USE mysql;',
    // With a name here, root gets no account without password.
    `SET @auth_root_socket='${userInfo().username.replaceAll("'", "''")}';`,
    ...parts,
    '',
  ].join('\n');
}

/** Where the server keeps its scripts: beside its character sets, whose place it tells. */
function shareFolder(mariadbd: string): string {
  const help = spawnSync(mariadbd, ['--no-defaults', '--verbose', '--help'], { encoding: 'utf8' });
  const charsets = /^character-sets-dir\s+(\S.*)$/m.exec(help.stdout)?.[1];
  if (!charsets) throw new CannotProvide(`${mariadbd} does not run:\n${help.stderr.trimEnd()}`);
  return dirname(charsets.replace(/\/$/, ''));
}
