/** One figure that people may set: its variable, default and bounds. */
export interface Figure {
  readonly variable: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit: 'ms' | 'MiB' | 'port';
  /** What it is, and what turning it does. */
  readonly meaning: string;
}

const ms = (variable: string, value: number, min: number, max: number, meaning: string): Figure => ({
  variable,
  default: value,
  min,
  max,
  unit: 'ms',
  meaning,
});

/** Every figure of the agent; docs/reference/failover-settings.md is held to this table by a test. */
export const figures = {
  lookEveryMs: ms('FAILOVER_LOOK_MS', 250, 50, 1_000, 'Pause between two looks at the local MariaDB'),
  lookDeadlineMs: ms(
    'FAILOVER_LOOK_DEADLINE_MS',
    5_000,
    500,
    30_000,
    'A look without an answer for so long is given up and its connection opened anew',
  ),
  lookFreshMs: ms(
    'FAILOVER_LOOK_FRESH_MS',
    1_500,
    500,
    10_000,
    'A look older than this counts as none: MariaDB does not answer',
  ),
  probeEveryMs: ms('FAILOVER_PROBE_MS', 1_000, 250, 5_000, 'Pause between two writes of the probe'),
  proofMs: ms(
    'FAILOVER_PROOF_MS',
    2_500,
    500,
    10_000,
    'A write that succeeded within this proves that the majority is here',
  ),
  writeFailMs: ms(
    'FAILOVER_WRITE_FAIL_MS',
    8_000,
    3_000,
    60_000,
    'A node without a successful write for so long cannot write. Lower notices sooner, and takes a slow moment for a failure',
  ),
  peerEveryMs: ms('FAILOVER_PEER_MS', 250, 50, 1_000, "Pause between two questions to the peer's agent"),
  peerDeadlineMs: ms(
    'FAILOVER_PEER_DEADLINE_MS',
    1_000,
    200,
    5_000,
    'A question to the peer ends after this',
  ),
  peerFreshMs: ms(
    'FAILOVER_PEER_FRESH_MS',
    2_000,
    500,
    10_000,
    'An answer of the peer older than this counts as none',
  ),
  addressEveryMs: ms(
    'FAILOVER_ADDRESS_MS',
    2_000,
    500,
    30_000,
    'Pause between two calls of DescribeAddresses; each agent makes 43,200 a day at the default',
  ),
  apiDeadlineMs: ms(
    'FAILOVER_API_DEADLINE_MS',
    10_000,
    1_000,
    60_000,
    "A call of Amazon's API ends after this; it must be longer than the API is slow",
  ),
  verifyMs: ms(
    'FAILOVER_VERIFY_MS',
    15_000,
    2_000,
    120_000,
    'An association that Amazon has confirmed and does not show after this is made again',
  ),
  orderMs: ms(
    'FAILOVER_ORDER_MS',
    5_000,
    1_000,
    60_000,
    'At the very first start b waits so long for a, which begins',
  ),
  reliefMs: ms(
    'FAILOVER_RELIEF_MS',
    1_500,
    500,
    30_000,
    'A node that asks for it is put out of the cluster after this',
  ),
  closeMs: ms(
    'FAILOVER_CLOSE_MS',
    3_000,
    1_000,
    30_000,
    'A sick writer that has not handed over within this leaves the cluster',
  ),
  drainMs: ms(
    'FAILOVER_DRAIN_MS',
    300,
    0,
    5_000,
    'In a planned switch, between the last accepted write and the end of application connections',
  ),
  coolDownMs: ms(
    'FAILOVER_COOL_DOWN_MS',
    30_000,
    0,
    3_600_000,
    'After an unplanned move, no other one for a failing write or a full disk. A server that is gone is replaced at any time',
  ),
  followMs: ms(
    'FAILOVER_FOLLOW_MS',
    5_000,
    1_000,
    60_000,
    'An address that somebody else moved to the peer is followed after this',
  ),
  giveBackMs: ms(
    'FAILOVER_GIVE_BACK_MS',
    30_000,
    5_000,
    600_000,
    'A writer that could not bring the address here for so long gives the writing back to where the address is',
  ),
  rejoinMs: ms(
    'FAILOVER_REJOIN_MS',
    30_000,
    5_000,
    600_000,
    'A node that left the cluster, and is well, tries to come back after this',
  ),
  pauseMs: ms(
    'FAILOVER_PAUSE_MS',
    500,
    100,
    5_000,
    'After an action that failed. Calls to Amazon pause for 0.5 to 60 times as long, doubling, half of it drawn',
  ),
  stallMs: ms(
    'FAILOVER_STALL_MS',
    2_000,
    500,
    10_000,
    'An agent that stood still for longer begins to watch anew',
  ),
  switchMs: ms('FAILOVER_SWITCH_MS', 30_000, 5_000, 300_000, 'An ordered switch is given up after this'),
  heartbeatMs: ms(
    'FAILOVER_HEARTBEAT_MS',
    300_000,
    10_000,
    3_600_000,
    'Without a change the log repeats the sentence so often',
  ),
  minFreeMiB: {
    variable: 'FAILOVER_MIN_FREE_MIB',
    default: 256,
    min: 16,
    max: 65_536,
    unit: 'MiB',
    meaning: 'A data volume with less free space counts as full',
  },
  peerPort: {
    variable: 'FAILOVER_PORT',
    default: 4570,
    min: 1,
    max: 65_535,
    unit: 'port',
    meaning: "The agents' port in the tunnel",
  },
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureName = keyof typeof figures;

/** The figures as they are set. */
export type Figures = Readonly<Record<FigureName, number>>;

/** Galera's own timings, in ms; the data servers have these by libs/instances. */
export interface GaleraTimings {
  readonly peerTimeoutMs: number;
  readonly suspectTimeoutMs: number;
  readonly inactiveTimeoutMs: number;
  readonly installTimeoutMs: number;
}

export const usualGaleraTimings: GaleraTimings = {
  peerTimeoutMs: 1_000,
  suspectTimeoutMs: 2_500,
  inactiveTimeoutMs: 5_000,
  installTimeoutMs: 5_000,
};
