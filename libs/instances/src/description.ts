import type { Facts } from './facts.ts';
import type { Layout } from './layout.ts';
import type { Role } from './topology.ts';

/** Everything that makes an instance what it is. */
export interface InstanceDescription {
  readonly role: Role;
  readonly facts: Facts;
  readonly layout: Layout;
  /** The release that it runs. */
  readonly release: Release;
  /** From Debian. */
  readonly packages: readonly Package[];
  /** Debian's own units that would start by themselves and are not to. */
  readonly maskedUnits: readonly string[];
  readonly users: readonly User[];
  /** Parents before what is in them. */
  readonly directories: readonly Directory[];
  readonly files: readonly File[];
  /** In the order in which they start. */
  readonly units: readonly Unit[];
  /** What a new instance does once, before its units start; each step may run twice. */
  readonly firstBoot: readonly Step[];
}

export interface Release {
  readonly kind: 'app' | 'data';
  /** The SSM parameter that holds the id of the release to run. */
  readonly parameter: string;
  readonly bucket: string;
  /** The program in the release that writes this instance's files and starts its units. */
  readonly program: string;
}

export interface Package {
  readonly name: string;
  readonly why: string;
}

export interface User {
  readonly name: string;
  readonly why: string;
  /** Debian's package makes it. */
  readonly fromPackage?: string;
  /** Further groups. */
  readonly groups?: readonly string[];
}

export interface Directory {
  readonly path: string;
  readonly mode: number;
  readonly user: string;
  readonly group: string;
}

export interface File {
  readonly path: string;
  readonly mode: number;
  readonly user: string;
  readonly group: string;
  readonly content: string;
}

/** One program that the instance runs: a service, or one that does its work and ends. */
export interface Unit {
  /** `perfume-…`, without `.service`. */
  readonly name: string;
  readonly description: string;
  /** A service stays; `once` ends, and what comes after it waits for that; `timed` runs by its schedule. */
  readonly kind: 'service' | 'once' | 'timed';
  /** Program and arguments; never a shell line. */
  readonly command: readonly string[];
  readonly user: string;
  readonly group: string;
  readonly environment: Readonly<Record<string, string>>;
  /** KEY=value files, read when the program starts; later ones win. */
  readonly environmentFiles: readonly EnvironmentFileOf[];
  /** Units that are started before this one; `once` units have ended by then. */
  readonly after: readonly string[];
  readonly restart: Restart;
  readonly stop: Stop;
  /** Appended to by standard output and error. */
  readonly log: string;
  readonly limits: Limits;
  readonly sandbox: Sandbox;
  /** Of `timed` units. */
  readonly schedule?: Schedule;
  /**
   * Files whose change asks for a restart, those of a release too. The unit's own file counts beside them, except for `once`
   * units: most of them set something up that need not be done again.
   */
  readonly restartWhenChanged: readonly string[];
  /** Why a rehearsal does without it. */
  readonly notRehearsed?: string;
}

export interface EnvironmentFileOf {
  readonly path: string;
  /** It may be missing. */
  readonly optional?: boolean;
}

export interface Restart {
  readonly policy: 'always' | 'on-failure' | 'no';
  /** Pause before it, in seconds. */
  readonly seconds: number;
}

export interface Stop {
  readonly signal: 'SIGTERM' | 'SIGINT';
  /** Seconds until SIGKILL. */
  readonly seconds: number;
  /** Only the first process is told; its children live on. Default false. */
  readonly mainProcessOnly?: boolean;
}

export interface Limits {
  /** Beyond it the kernel kills it, in MiB. */
  readonly memoryMiB?: number;
  readonly openFiles?: number;
  /** From -1000 (spared) to 1000 (first) when memory runs out. */
  readonly outOfMemoryScore?: number;
}

export interface Sandbox {
  /** Where it may write; all else is read-only to it. */
  readonly writable: readonly string[];
  /** Linux capabilities that it keeps; none by default. */
  readonly capabilities: readonly string[];
  /** Devices such as /dev/net/tun; none by default. */
  readonly devices?: readonly string[];
  /** Runs code that it makes while it runs, as JavaScript does. Default false. */
  readonly justInTimeCode?: boolean;
  /** The unit sets up the machine itself: no sandbox. */
  readonly none?: boolean;
}

export interface Schedule {
  /** As systemd.time(7) writes it, in UTC. */
  readonly calendar: string;
  /** Spreads starts over this long, in seconds. */
  readonly randomDelaySeconds: number;
}

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly why: string;
}

/** What a supervisor without systemd needs to run the same programs. */
export interface ProcessPlan {
  readonly role: Role;
  /** Sorted so that whatever a process comes after stands before it. */
  readonly processes: readonly PlannedProcess[];
}

export interface PlannedProcess {
  readonly name: string;
  readonly kind: Unit['kind'];
  readonly command: readonly string[];
  readonly user: string;
  readonly group: string;
  readonly environment: Readonly<Record<string, string>>;
  /** To be read just before each start: processes before it may write them. */
  readonly environmentFiles: readonly EnvironmentFileOf[];
  readonly after: readonly string[];
  readonly restart: Restart;
  readonly stop: Stop;
  readonly log: string;
  readonly limits: Limits;
  readonly schedule?: Schedule;
}
