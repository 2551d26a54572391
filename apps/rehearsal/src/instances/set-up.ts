import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  describeAppServer,
  describeDataServer,
  describeWitness,
  renderUserData,
  type Facts,
  type InstanceDescription,
  type ProcessPlan,
} from '@perfume/instances';
import { parse } from 'yaml';
import { z } from 'zod';
import { command } from '../run/command.ts';
import type { Machine } from './machine.ts';
import { ensureUser, makeRoot, type RootOptions } from './root-directory.ts';

const cloudConfigSchema = z.object({
  write_files: z.array(z.object({ path: z.string(), permissions: z.string(), content: z.string() })),
});

/** What an instance has in its environment when it calls Amazon, in place of a role and of Amazon's own addresses. */
export interface ApiAccess {
  readonly AWS_ENDPOINT_URL: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_EC2_METADATA_DISABLED: string;
}

const fetchMs = 120_000;
const fetchTries = 5;
const configureMs = 120_000;

/**
 * Makes an instance's root as EC2 and cloud-init would: users, and the files of its user data.
 * @throws Error for a package's user that this machine does not have
 */
export async function makeInstanceRoot(root: string, facts: Facts, options: RootOptions): Promise<void> {
  const description = describe(facts);
  await makeRoot(root, options);
  for (const { name, groups } of description.users) await ensureUser(root, name, groups);
  const { write_files: files } = cloudConfigSchema.parse(parse(renderUserData(description)));
  for (const { path, permissions, content } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
    await chmod(join(root, path), Number.parseInt(permissions, 8));
  }
}

/**
 * The steps of a first boot that do not need Debian's mirror or systemd: fetches the release, as the deploy's own script
 * does it.
 * @throws Error with the script's words when the release cannot be had
 */
export async function fetchRelease(machine: Machine, facts: Facts, access: ApiAccess): Promise<void> {
  const step = describe(facts).firstBoot.find(({ name }) => name === 'release');
  if (!step) throw new Error(`A ${facts.role} instance fetches no release at its first boot.`);
  const variables = Object.entries(access).map(([name, value]) => `${name}=${value}`);
  for (let attempt = 1; ; attempt += 1) {
    const { code, stdout, stderr } = await machine.exec(
      ['/usr/bin/env', ...variables, ...step.command],
      fetchMs,
    );
    if (code === 0) return;
    if (attempt === fetchTries) throw new Error(`${step.name}: ${stderr || stdout}`);
  }
}

/**
 * Writes what the release's program writes at `configure`, and gives what the instance runs. At each boot: directories of
 * /run are gone by then, as on a server, where systemd makes them anew.
 */
export async function configure(machine: Machine, root: string, facts: Facts): Promise<ProcessPlan> {
  const inside = machine.rootPath();
  if (!inside) throw new Error('The machine is off.');
  const program = join(import.meta.dirname, 'write-description.ts');
  const withItsUsers =
    'mount --bind "$1/etc/passwd" /etc/passwd && mount --bind "$1/etc/group" /etc/group && shift && exec "$@"';
  const printed = await command(
    ['unshare', '--mount', 'sh', '-c', withItsUsers, 'configure', root, process.execPath, program, inside],
    { input: JSON.stringify(facts), timeoutMs: configureMs },
  );
  return JSON.parse(printed) as ProcessPlan;
}

function describe(facts: Facts): InstanceDescription {
  if (facts.role === 'app') return describeAppServer(facts);
  return facts.role === 'data' ? describeDataServer(facts) : describeWitness(facts);
}
