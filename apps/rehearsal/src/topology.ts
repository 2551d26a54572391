import type { TimelineEvent } from './timeline/timeline.ts';

/** The two zones that serve; a data server of the same name stands in each. */
export type DataNode = 'a' | 'b';
/** The data servers and the witness. */
export type Node = DataNode | 'c';
export type Zone = 'a' | 'b' | 'c';

/**
 * What can be cut. A zone loses every way out of it and keeps its inside, as when its links to the others fail; the tunnel
 * is cut between the two data servers only, and both still reach the witness; `cloud` is the way to Amazon's API.
 */
export type Cut = 'zone-a' | 'zone-b' | 'witness' | 'tunnel' | 'cloud';

/** One observation that shows whether something is cut or not. */
export interface Observation {
  /** The command as a person would type it, with the place where it ran. */
  readonly command: string;
  readonly output: string;
  /** As in "no answer", "no room left" or "frozen". */
  readonly expected: string;
  readonly seen: string;
}

/** Shows that a fault took effect, or that it is over: it is made only when every observation is as expected. */
export interface Proof {
  /** As in "zone-a is cut". */
  readonly statement: string;
  /** When it took effect, in ms since 1970. */
  readonly since: number;
  /** When the last observation was made: showing it takes its own time. */
  readonly at: number;
  readonly observations: readonly Observation[];
}

export type ProcessState = 'starting' | 'running' | 'frozen' | 'restarting' | 'stopped' | 'done';

export interface ProcessView {
  /** The unit's name in the description of the instance, as in `mariadb`. */
  readonly name: string;
  readonly state: ProcessState;
  /** On this machine, not inside the instance; undefined when it does not run. */
  readonly pid: number | undefined;
  /** How often it was started again after it ended by itself or was killed. */
  readonly restarts: number;
}

export type InstanceState = 'pending' | 'running' | 'frozen' | 'stopped' | 'terminated';
export type TargetHealth = 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'unused';

export interface InstanceView {
  readonly id: string;
  readonly role: 'app' | 'data' | 'witness';
  readonly node: Node | undefined;
  readonly zone: Zone;
  /** The private address. */
  readonly address: string;
  readonly state: InstanceState;
  /** The release that an app server was booted with. */
  readonly releaseId: string | undefined;
  readonly targetHealth: TargetHealth | undefined;
  /** CPU of its limit in the last seconds, 0 to 1. */
  readonly cpu: number;
  readonly memoryBytes: number;
  readonly processes: readonly ProcessView[];
}

/** How to look into a data server's MariaDB whatever is cut: by its Unix socket, as root. */
export interface DataServerAccess {
  readonly node: DataNode;
  readonly address: string;
  readonly socketPath: string;
  readonly user: string;
  readonly database: string;
}

/** An instance by its id or, for data servers and the witness, by its node; with `process` only that unit of it. */
export interface Target {
  readonly instance: string;
  readonly process?: string;
}

/** What goes wrong with Amazon's API, until it is set to undefined. Applies to what instances ask, not to what we ask. */
export interface CloudFault {
  /** Each answer comes so much later. */
  readonly delayMs?: number;
  /** Requests are refused with 503 Unavailable. */
  readonly refuse?: boolean;
  /** The share of requests that are refused with RequestLimitExceeded, 0 to 1. */
  readonly throttle?: number;
  /** Reads answer what was true so many ms ago. */
  readonly staleMs?: number;
  /** Connections are taken and never answered. */
  readonly away?: boolean;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The values of the synthesized template that the rehearsal follows, and its own that stand in for what Amazon does. */
export interface TopologyFacts {
  readonly shop: string;
  readonly region: string;
  readonly endpointName: string;
  readonly elasticIp: string;
  readonly dnsTtlSeconds: number;
  /** From an association to the first packet and answer that follow it. */
  readonly propagationMs: number;
  readonly minimumServers: number;
  readonly maximumServers: number;
  readonly cpuTargetPercent: number;
  readonly instanceWarmupSeconds: number;
  readonly healthCheck: {
    readonly path: string;
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
  };
  readonly deregistrationDelaySeconds: number;
  /** The scaling loop's minutes pass so many times faster than Auto Scaling's; health checks and drains do not. */
  readonly scalingSpeed: number;
}

/** The whole two-zone topology, running on this machine. */
export interface Topology {
  readonly runId: string;
  /** Holds the logs and the root directories; gone after close(). */
  readonly directory: string;
  /** Where shoppers go, reachable from this machine and from nowhere else. */
  readonly elbUrl: string;
  /** The load balancer's certificate in PEM, for clients to trust: it is made for this run alone. */
  readonly elbAuthority: string;
  readonly facts: TopologyFacts;
  readonly releaseId: () => string;
  readonly dataServers: Readonly<Record<DataNode, DataServerAccess>>;
  /** Every instance that is not terminated. */
  instances(): readonly InstanceView[];
  /** Who holds the Elastic IP by Amazon's own account, whatever fault instances see; null when nobody does. */
  holder(): Promise<DataNode | null>;
  /** @throws FaultNotProven when the cut cannot be shown by a failing ping; it is healed then */
  cut(what: Cut): Promise<Proof>;
  /** @throws FaultNotProven when what was cut does not answer again */
  heal(what: Cut): Promise<Proof>;
  /** A process by SIGKILL (its supervisor starts it again as it is told to), or a whole instance at once, which then stays down. */
  kill(target: Target): Promise<void>;
  /** Stops every thread of a process or of an instance where it is; sockets stay open and nobody answers on them. */
  freeze(target: Target): Promise<Proof>;
  thaw(target: Target): Promise<Proof>;
  /** Boots an instance that was killed. */
  start(instance: string): Promise<void>;
  /** An orderly stop followed by a boot; with `all`, the whole topology at once, by loss of power. */
  reboot(target: { readonly instance: string } | { readonly all: true }): Promise<void>;
  /** A data server in place of one that is lost: same address, same interface; its volume kept or new and empty. */
  replaceDataServer(node: Node, volume: 'kept' | 'new'): Promise<void>;
  /** Runs a command inside an instance as root, as Run Command does. */
  exec(
    instance: string,
    command: readonly string[],
    options?: { timeoutMs?: number },
  ): Promise<CommandResult>;
  /** Takes all room on a data server's volume. */
  fillDisk(node: DataNode): Promise<Proof>;
  freeDisk(node: DataNode): Promise<Proof>;
  cloudFault(fault: CloudFault | undefined): Promise<void>;
  /** Publishes the built release under this id and refreshes the group with it; done when no old server is left. */
  rollOut(releaseId: string): Promise<void>;
  /** Everything that has happened and happens, from the start, in order; ends after close(). */
  events(): AsyncIterable<TimelineEvent>;
  /** What has happened until now. */
  timeline(): readonly TimelineEvent[];
  /** Ends every process and takes everything away; safe to call twice. */
  close(): Promise<void>;
}

export interface BringUpOptions {
  /** Told what takes time, one line each. */
  readonly say?: (line: string) => void;
  /** The cloud assembly. Default: apps/infra/cdk.out of this workspace. */
  readonly assembly?: string;
  /** Default: 1,000 ms. */
  readonly propagationMs?: number;
  /** Default: 6. */
  readonly scalingSpeed?: number;
  /** Products of the catalogue. Default: 300. */
  readonly products?: number;
  /** Whether the products have pictures. Default: they have not. */
  readonly pictures?: boolean;
  /** Ends the start, and takes away what was started. */
  readonly signal?: AbortSignal;
}

export type BringUp = (options?: BringUpOptions) => Promise<Topology>;

/** A fault that did not take effect, or did not end: no result may be counted on it. */
export class FaultNotProven extends Error {
  override readonly name = 'FaultNotProven';
  readonly proof: Proof;
  constructor(proof: Proof) {
    const wrong = proof.observations.filter(({ expected, seen }) => expected !== seen);
    super(
      `Not true: ${proof.statement}. ${wrong.map(({ command, expected, seen }) => `"${command}" should show ${expected}, and shows ${seen}`).join('; ')}.`,
    );
    this.proof = proof;
  }
}
