import type { Instance } from '../instances/instance.ts';
import { readEnvironmentFiles } from '../instances/environment-files.ts';
import { idsOf } from '../instances/root-directory.ts';

/** A busy machine makes a catalogue slowly. In ms. */
const programMs = 300_000;

/** The unit that brings the shop's tables up to the release. */
const migration = 'perfume-migrate';

/** Whether a server has done what a catalogue needs: it has its settings, and the tables are there. */
export const canOpenShop = (server: Instance): boolean =>
  server.processes().some(({ name, state }) => name === migration && state === 'done');

/**
 * Fills the shop's catalogue by the release's own program on one of its servers. Safe to run again. Pictures take a while
 * and only people look at them.
 * @throws Error with the program's words
 */
export async function openShop(server: Instance, products: number, pictures: boolean): Promise<void> {
  const without = pictures ? [] : ['--without-pictures'];
  await runProgram(server, ['seed.js', '--count', String(products), ...without]);
}

async function runProgram(server: Instance, [program = '', ...args]: readonly string[]): Promise<void> {
  const { root } = server.options;
  const files = ['instance', 'shop', 'storefront'].map((name) => ({ path: `/etc/perfume/${name}.env` }));
  const variables = await readEnvironmentFiles(root, files);
  const { uid, gid } = await idsOf(root, 'perfume', 'perfume');
  const { code, stdout, stderr } = await server.exec(
    [
      ...['/usr/bin/env', '-i', 'PATH=/usr/bin:/bin', 'NODE_ENV=production'],
      'NODE_EXTRA_CA_CERTS=/etc/perfume/database-authority.pem',
      ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
      ...['/usr/bin/setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--init-groups'],
      ...['/opt/perfume/current/bin/node', `/opt/perfume/current/server/${program}`, ...args],
    ],
    programMs,
  );
  if (code !== 0)
    throw new Error(`${program} on ${server.options.name} ended with ${code}: ${stderr || stdout}`);
}
