import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface RootOptions {
  readonly hostname: string;
  readonly resolverAddress: string;
}

/** Directories of the root that are the instance's own. What programs write lies here, and is seen from outside too. */
const ownDirectories = [
  'etc',
  'var/lib',
  // Seen as /usr/local, which belongs to a server and not to its packages.
  'var/local',
  'var/log',
  'var/tmp',
  'var/cache',
  'opt',
  'root',
  'home',
  'mnt',
  'run',
  'tmp',
];
/** Where this machine's programs and devices show through; mounted at each boot. */
const mountPoints = ['usr', 'proc', 'sys', 'dev'];
/** What lies beside /usr on a system that has not been merged, and is a link into it on one that has. */
const besideUsr = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];
/** Settings of Debian's packages that their programs need and that are no instance's own. */
const sharedSettings = [
  'alternatives',
  'ca-certificates',
  'ca-certificates.conf',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'localtime',
  'mime.types',
  'mysql',
  'protocols',
  'rpc',
  'services',
  'ssl',
  'timezone',
];

/** Users that Debian and its packages make on every server; further ones come with the description. */
const debianUsers = /^(root|daemon|bin|sys|mail|www-data|nobody|mysql|memcache|messagebus|_apt):/;

/**
 * Makes the root directory of a new instance: an own /etc, /var, /opt, /run and /tmp, with this machine's programs to show
 * through. It holds nothing of this machine's data and no secret of it.
 */
export async function makeRoot(root: string, { hostname, resolverAddress }: RootOptions): Promise<void> {
  for (const directory of [...ownDirectories, ...mountPoints])
    await mkdir(join(root, directory), { recursive: true });
  for (const name of besideUsr) {
    const target = await readlink(`/${name}`).catch(() => undefined);
    if (target !== undefined) await symlink(target, join(root, name));
    else if (existsSync(`/${name}`)) await mkdir(join(root, name));
  }
  for (const name of sharedSettings) {
    const from = join('/etc', name);
    if (existsSync(from))
      await cp(from, join(root, 'etc', name), { recursive: true, verbatimSymlinks: true });
  }
  await chmod(join(root, 'root'), 0o700);
  await emptyAtBoot(root);
  const etc = (name: string, content: string) => writeFile(join(root, 'etc', name), content);
  await etc('hostname', `${hostname}\n`);
  await etc('hosts', `127.0.0.1 localhost\n127.0.1.1 ${hostname}\n`);
  await etc('resolv.conf', `nameserver ${resolverAddress}\noptions timeout:1 attempts:2\n`);
  await etc(
    'nsswitch.conf',
    'passwd: files\ngroup: files\nshadow: files\nhosts: files dns\nnetworks: files\n',
  );
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').filter((line) => debianUsers.test(line));
  await etc('passwd', `${users.join('\n')}\n`);
  const groups = new Set(users.map((line) => line.split(':')[3]));
  const groupLines = (await readFile('/etc/group', 'utf8'))
    .split('\n')
    .filter((line) => groups.has(line.split(':')[2]))
    // Members of this machine's groups are no users of the instance.
    .map((line) => `${line.split(':').slice(0, 3).join(':')}:`);
  await etc('group', `${groupLines.join('\n')}\n`);
}

/** Takes away what does not outlive a reboot. */
export async function emptyAtBoot(root: string): Promise<void> {
  for (const [directory, mode] of [['run', 0o755] as const, ['tmp', 0o1777] as const]) {
    const path = join(root, directory);
    await rm(path, { recursive: true, force: true });
    await mkdir(path);
    await chmod(path, mode);
  }
  await mkdir(join(root, 'run', 'lock'));
  await chmod(join(root, 'var/tmp'), 0o1777);
}

/** A user of the instance, by numbers: they are the same inside and outside. */
export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

/** First number of users that the description asks for; this machine has none of its own up there. */
const firstUid = 64_100;

/**
 * Makes a user, with a group of the same name, unless there is one.
 * @throws Error for a further group that the instance does not have
 */
export async function ensureUser(root: string, name: string, groups: readonly string[] = []): Promise<void> {
  const passwd = join(root, 'etc/passwd');
  const group = join(root, 'etc/group');
  const users = await readFile(passwd, 'utf8');
  if (!users.split('\n').some((line) => line.startsWith(`${name}:`))) {
    const taken = users.split('\n').map((line) => Number(line.split(':')[2] ?? 0));
    const id = Math.max(firstUid - 1, ...taken.filter((uid) => uid >= firstUid && uid < 65_000)) + 1;
    await writeFile(passwd, `${users}${name}:x:${id}:${id}::/nonexistent:/usr/sbin/nologin\n`);
    await writeFile(group, `${await readFile(group, 'utf8')}${name}:x:${id}:\n`);
  }
  for (const wanted of groups) await addMember(group, wanted, name);
}

async function addMember(groupFile: string, wanted: string, user: string): Promise<void> {
  const lines = (await readFile(groupFile, 'utf8')).split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${wanted}:`));
  if (at < 0) throw new Error(`The instance has no group ${wanted} for its user ${user}.`);
  const [name, password, id, members = ''] = lines[at]!.split(':');
  const all = new Set([...members.split(',').filter(Boolean), user]);
  lines[at] = [name, password, id, [...all].join(',')].join(':');
  await writeFile(groupFile, lines.join('\n'));
}

/**
 * The numbers of a user and a group of the instance.
 * @throws Error when it has no such user or group
 */
export async function idsOf(root: string, user: string, group: string): Promise<UserIds> {
  const find = async (file: string, name: string): Promise<number> => {
    const lines = (await readFile(join(root, 'etc', file), 'utf8')).split('\n');
    const id = lines.find((line) => line.startsWith(`${name}:`))?.split(':')[2];
    if (id === undefined) throw new Error(`The instance has no ${name} in /etc/${file}.`);
    return Number(id);
  };
  return { uid: await find('passwd', user), gid: await find('group', group) };
}
