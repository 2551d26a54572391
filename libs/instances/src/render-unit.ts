import type { Sandbox, Unit } from './description.ts';

export interface RenderedUnit {
  /** As in `perfume-database.service`. */
  readonly name: string;
  readonly content: string;
}

/** The unit as systemd reads it: a service, and for a timed one a timer beside it. */
export function renderUnit(unit: Unit): readonly RenderedUnit[] {
  const service = { name: `${unit.name}.service`, content: renderService(unit) };
  return unit.schedule ? [service, { name: `${unit.name}.timer`, content: renderTimer(unit) }] : [service];
}

/** What is enabled so that the unit runs at boot or by its schedule. */
export function startedName(unit: Unit): string {
  return unit.kind === 'timed' ? `${unit.name}.timer` : `${unit.name}.service`;
}

function renderService(unit: Unit): string {
  const services = unit.after.map((name) => `${name}.service`);
  const { memoryMiB, openFiles, outOfMemoryScore } = unit.limits;
  return sections({
    Unit: [
      ['Description', unit.description],
      ['After', ['network-online.target', ...services].join(' ')],
      // Wanted, not required: what fails is tried again, and systemd would not try again what required it.
      ['Wants', ['network-online.target', ...services].join(' ')],
      // It is tried again for as long as it takes; the pause between bounds what that costs.
      ['StartLimitIntervalSec', unit.kind === 'timed' ? '' : '0'],
    ],
    Service: [
      ['Type', unit.kind === 'service' ? 'exec' : 'oneshot'],
      ['RemainAfterExit', unit.kind === 'once' ? 'yes' : ''],
      ['User', unit.user],
      ['Group', unit.group],
      ...unit.environmentFiles.map(
        ({ path, optional }) => ['EnvironmentFile', `${optional ? '-' : ''}${path}`] as const,
      ),
      ...Object.entries(unit.environment).map(
        ([name, value]) => ['Environment', `"${name}=${value}"`] as const,
      ),
      ['ExecStart', commandLine(unit.command)],
      ['Restart', unit.restart.policy],
      ['RestartSec', unit.restart.policy === 'no' ? '' : String(unit.restart.seconds)],
      ['TimeoutStartSec', unit.kind === 'service' ? '' : 'infinity'],
      ['KillSignal', unit.stop.signal],
      ['KillMode', unit.stop.mainProcessOnly ? 'process' : 'mixed'],
      ['TimeoutStopSec', String(unit.stop.seconds)],
      ['StandardOutput', `append:${unit.log}`],
      ['StandardError', 'inherit'],
      ['MemoryMax', memoryMiB === undefined ? '' : `${memoryMiB}M`],
      ['LimitNOFILE', openFiles === undefined ? '' : String(openFiles)],
      ['OOMScoreAdjust', outOfMemoryScore === undefined ? '' : String(outOfMemoryScore)],
      ...sandboxLines(unit.sandbox),
    ],
    ...(unit.kind !== 'timed' && { Install: [['WantedBy', 'multi-user.target']] }),
  });
}

/** systemd.exec(5): the program sees its own files and the network, and gains nothing. */
function sandboxLines(sandbox: Sandbox): readonly (readonly [string, string])[] {
  if (sandbox.none) return [];
  return [
    ['NoNewPrivileges', 'yes'],
    ['ProtectSystem', 'strict'],
    ['ReadWritePaths', sandbox.writable.map((path) => `-${path}`).join(' ')],
    ['ProtectHome', 'yes'],
    ['PrivateTmp', 'yes'],
    ['PrivateDevices', sandbox.devices ? '' : 'yes'],
    ['DevicePolicy', sandbox.devices ? 'closed' : ''],
    ...(sandbox.devices ?? []).map((device) => ['DeviceAllow', `${device} rw`] as const),
    ['ProtectKernelTunables', 'yes'],
    ['ProtectKernelModules', 'yes'],
    ['ProtectKernelLogs', 'yes'],
    ['ProtectControlGroups', 'yes'],
    ['ProtectClock', 'yes'],
    ['ProtectHostname', 'yes'],
    ['RestrictSUIDSGID', 'yes'],
    ['RestrictRealtime', 'yes'],
    ['RestrictNamespaces', 'yes'],
    ['LockPersonality', 'yes'],
    ['MemoryDenyWriteExecute', sandbox.justInTimeCode ? '' : 'yes'],
    ['RestrictAddressFamilies', 'AF_UNIX AF_INET AF_INET6 AF_NETLINK'],
    ['SystemCallArchitectures', 'native'],
    ['CapabilityBoundingSet', sandbox.capabilities.join(' ') || empty],
    ['UMask', '0027'],
  ];
}

/** A setting that is to be there without a value. */
const empty = '\u0000';

function renderTimer(unit: Unit): string {
  return sections({
    Unit: [['Description', `Starts ${unit.name}`]],
    Timer: [
      ['OnCalendar', `${unit.schedule!.calendar} UTC`],
      ['RandomizedDelaySec', String(unit.schedule!.randomDelaySeconds)],
      ['Persistent', 'no'],
    ],
    Install: [['WantedBy', 'timers.target']],
  });
}

function sections(all: Readonly<Record<string, readonly (readonly [string, string])[]>>): string {
  return Object.entries(all)
    .map(([title, lines]) => {
      const text = lines
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name}=${value === empty ? '' : value}\n`);
      return `[${title}]\n${text.join('')}`;
    })
    .join('\n');
}

/** Words as systemd splits them: % and $ stand for themselves when doubled. */
function commandLine(command: readonly string[]): string {
  return command
    .map((word) => {
      const plain = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
      return /[\s"'\\;]/.test(plain) ? `"${plain.replace(/["\\]/g, '\\$&')}"` : plain;
    })
    .join(' ');
}
