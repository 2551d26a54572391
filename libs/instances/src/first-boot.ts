import type { InstanceDescription, Package, Release, Step } from './description.ts';

/** Where user data puts the scripts of the first boot. */
export const bootstrapFolder = '/opt/perfume/bootstrap';

export type FirstBootOf = Pick<InstanceDescription, 'packages' | 'maskedUnits' | 'release'> & {
  readonly role: InstanceDescription['role'];
  readonly outgoing: Step | undefined;
};

/**
 * What a new instance does once. An app server serves before it installs anything: at night, with Debian's mirror away, the
 * group can still grow. The others need MariaDB or garbd first.
 */
export function firstBootSteps({
  role,
  packages,
  maskedUnits,
  release,
  outgoing,
}: FirstBootOf): readonly Step[] {
  const install = installation(packages);
  return [
    ...(outgoing ? [outgoing] : []),
    {
      name: 'mask',
      command: ['systemctl', 'mask', '--now', ...maskedUnits],
      why: 'Nobody logs in by SSH, and Debian’s own units of the servers would start them with other settings.',
    },
    ...(role === 'app'
      ? [fetchRelease(release), configure(release), ...install]
      : [...install, fetchRelease(release), configure(release)]),
  ];
}

function installation(packages: readonly Package[]): readonly Step[] {
  const options = ['--option=DPkg::Lock::Timeout=300', '--option=Acquire::Retries=5', '--quiet'];
  return [
    {
      name: 'packages-list',
      command: ['apt-get', ...options, 'update'],
      why: 'The image’s list of packages is old.',
    },
    {
      name: 'packages',
      command: [
        'apt-get',
        ...options,
        'install',
        '--yes',
        '--no-install-recommends',
        ...packages.map(({ name }) => name),
      ],
      why: 'From Debian, signed.',
    },
  ];
}

function fetchRelease({ kind }: Release): Step {
  return {
    name: 'release',
    command: ['/usr/bin/python3', `${bootstrapFolder}/fetch-release.py`, kind],
    why: 'The release that the parameter names, from S3, taken only if its SHA-256 is right.',
  };
}

function configure({ program }: Release): Step {
  return {
    name: 'configure',
    command: ['/opt/perfume/current/bin/node', `/opt/perfume/current/${program}`, 'configure'],
    why: 'The release writes files and units of this kind of instance and starts them.',
  };
}
