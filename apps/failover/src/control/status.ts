import type { Decision } from '../decide/decision.ts';
import { otherNode, type NodeName, type Observation } from '../decide/observation.ts';

/** What `failover status` shows; ages in ms, null for never. */
export interface Status {
  readonly node: NodeName;
  readonly standing: string;
  readonly sentence: string;
  readonly alarms: readonly string[];
  readonly writer: { readonly node: NodeName; readonly term: number; readonly forMs: number | null } | null;
  readonly address: {
    readonly holder: NodeName | 'nobody' | 'other' | 'unknown';
    readonly interfaceId: string | null;
    readonly associationId: string | null;
    readonly askedMsAgo: number | null;
  };
  readonly self: {
    readonly gate: 'open' | 'closed' | 'unknown';
    readonly state: string;
    readonly isPrimary: boolean;
    readonly members: number;
    readonly peerIsMember: boolean;
    readonly lookedMsAgo: number | null;
    readonly wroteMsAgo: number | null;
    readonly diskFreeMiB: number | null;
    readonly canTakeOver: boolean;
    readonly reason: string;
  };
  readonly peer: {
    readonly node: NodeName;
    readonly answeredMsAgo: number | null;
    readonly canTakeOver: boolean;
    readonly reason: string;
    readonly gate: 'open' | 'closed' | 'unknown';
  };
  readonly holdMs: number;
  readonly switchTo: NodeName | null;
  readonly memoryMiB: number;
}

const orNull = (value: number) => (Number.isFinite(value) ? Math.round(value) : null);

export function statusOf(o: Observation, decision: Decision, node: NodeName): Status {
  const { look } = o.self;
  const peer = otherNode(node);
  const { state } = o.peer;
  const row = typeof look?.writer === 'object' ? look.writer : undefined;
  const { writer } = decision.memory;
  const { eligibility } = decision;
  const holder = o.address.look?.holder;
  return {
    node,
    standing: decision.standing,
    sentence: decision.sentence,
    alarms: decision.alarms,
    writer: writer
      ? { node: writer.node, term: writer.term, forMs: row ? Math.round(row.ageMs) : null }
      : null,
    address: {
      holder: holder === 'self' ? node : holder === 'peer' ? peer : (holder ?? 'unknown'),
      interfaceId: o.address.look?.interfaceId ?? null,
      associationId: o.address.look?.associationId ?? null,
      askedMsAgo: orNull(o.address.ageMs),
    },
    self: {
      gate: look ? (look.isGateOpen ? 'open' : 'closed') : 'unknown',
      state: look?.stateName ?? 'unknown',
      isPrimary: look?.isPrimary ?? false,
      members: look?.size ?? 0,
      peerIsMember: look?.peerIsMember ?? false,
      lookedMsAgo: orNull(o.self.lookAgeMs),
      wroteMsAgo: orNull(o.self.writeAgeMs),
      diskFreeMiB: o.self.diskFreeMiB ?? null,
      canTakeOver: eligibility.ok,
      reason: eligibility.ok ? '' : eligibility.reason,
    },
    peer: {
      node: peer,
      answeredMsAgo: orNull(o.peer.ageMs),
      canTakeOver: state?.isEligible ?? false,
      reason: state ? state.reason : 'its agent has not answered',
      gate: state?.gate ?? 'unknown',
    },
    holdMs: Math.round(Math.max(o.orders.holdMs, state?.holdMs ?? 0)),
    switchTo: o.orders.switchTo ?? null,
    memoryMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
}

/** The status for people, some lines. */
export function describeStatus(s: Status): string {
  const since = (ms: number | null) => (ms === null ? 'never' : `${(ms / 1_000).toFixed(1)} s ago`);
  const can = (yes: boolean, reason: string) => (yes ? 'could take over' : `could not take over: ${reason}`);
  const size = s.self.diskFreeMiB === null ? 'unknown' : `${s.self.diskFreeMiB} MiB free`;
  const writer = s.writer
    ? `${s.writer.node} (term ${s.writer.term}${s.writer.forMs === null ? '' : `, for ${forHowLong(s.writer.forMs)}`})`
    : 'nobody';
  const lines: [label: string, text: string][] = [
    ['', s.sentence],
    ['writer', writer],
    [
      'address',
      `${s.address.holder}${s.address.interfaceId === null ? '' : ` (${s.address.interfaceId})`}, asked ${since(s.address.askedMsAgo)}`,
    ],
    [
      `${s.node}, here`,
      `${s.self.state}, ${s.self.isPrimary ? 'in' : 'outside'} the majority of ${s.self.members}; gate ${s.self.gate}; looked at ${since(s.self.lookedMsAgo)}, wrote ${since(s.self.wroteMsAgo)}; disk ${size}; ${can(s.self.canTakeOver, s.self.reason)}`,
    ],
    [
      s.peer.node,
      `${s.self.peerIsMember ? 'a member' : 'not a member'}; its agent answered ${since(s.peer.answeredMsAgo)}; gate ${s.peer.gate}; ${can(s.peer.canTakeOver, s.peer.reason)}`,
    ],
    ...(s.holdMs > 0
      ? [['hold', `automatic moves are on hold for ${forHowLong(s.holdMs)} more`] as [string, string]]
      : []),
    ...(s.switchTo ? [['order', `a switch to ${s.switchTo} is under way`] as [string, string]] : []),
    ...s.alarms.map((alarm): [string, string] => ['alarm', alarm]),
  ];
  return lines.map(([label, text]) => (label === '' ? text : `  ${label.padEnd(8)} ${text}`)).join('\n');
}

/** 90,000 becomes "1 min 30 s". */
export function forHowLong(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const from = parts.findIndex(([value]) => value > 0);
  if (from === -1) return '0 s';
  return parts
    .slice(from, from + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}
