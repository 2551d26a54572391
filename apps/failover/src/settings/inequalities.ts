import { figures, type FigureName, type Figures, type GaleraTimings } from './timings.ts';

/** What ties timings to each other and to Galera's. */
export interface Inequality {
  readonly rule: string;
  readonly reason: string;
  readonly holds: (f: Figures, g: GaleraTimings) => boolean;
}

/** Galera holds commits up to this much longer than its suspect timeout when it drops a member, in ms (measured: 100 to 400). */
const dropMs = 500;

export const inequalities: readonly Inequality[] = [
  {
    rule: 'gmcast.peer_timeout < evs.suspect_timeout',
    reason:
      'Galera finds the way through the witness before it suspects a member: a cut tunnel moves nothing',
    holds: (_, g) => g.peerTimeoutMs < g.suspectTimeoutMs,
  },
  {
    rule: 'evs.suspect_timeout < evs.inactive_timeout',
    reason: 'Members agree that one is gone before each decides it alone',
    holds: (_, g) => g.suspectTimeoutMs < g.inactiveTimeoutMs,
  },
  {
    rule: `FAILOVER_PROOF_MS <= evs.suspect_timeout`,
    reason: 'A node that was cut off cannot hold a proof of the majority when the others have replaced it',
    holds: (f, g) => f.proofMs <= g.suspectTimeoutMs,
  },
  {
    rule: '2 × FAILOVER_PROBE_MS <= FAILOVER_PROOF_MS',
    reason: 'One late write of the probe is no loss of the proof',
    holds: (f) => 2 * f.probeEveryMs <= f.proofMs,
  },
  {
    rule: 'evs.suspect_timeout + evs.install_timeout < FAILOVER_WRITE_FAIL_MS',
    reason: 'Writes stand still while Galera drops a member: that is no failure of the node that is left',
    holds: (f, g) => g.suspectTimeoutMs + g.installTimeoutMs < f.writeFailMs,
  },
  {
    rule: '4 × FAILOVER_LOOK_MS <= evs.suspect_timeout',
    reason:
      'A node that was out of the majority for a moment is seen there, and its gate closed, before it is back',
    holds: (f, g) => 4 * f.lookEveryMs <= g.suspectTimeoutMs,
  },
  {
    rule: '2 × FAILOVER_LOOK_MS < FAILOVER_LOOK_FRESH_MS',
    reason: 'One late look does not blind the agent',
    holds: (f) => 2 * f.lookEveryMs < f.lookFreshMs,
  },
  {
    rule: 'FAILOVER_PEER_MS + FAILOVER_PEER_DEADLINE_MS < FAILOVER_PEER_FRESH_MS',
    reason: 'One lost answer of the peer is no silence',
    holds: (f) => f.peerEveryMs + f.peerDeadlineMs < f.peerFreshMs,
  },
  {
    rule: 'FAILOVER_RELIEF_MS + FAILOVER_CLOSE_MS < FAILOVER_WRITE_FAIL_MS',
    reason: 'Whoever can leave by itself has left before others put it out for holding up writes',
    holds: (f) => f.reliefMs + f.closeMs < f.writeFailMs,
  },
  {
    rule: 'FAILOVER_API_DEADLINE_MS < FAILOVER_VERIFY_MS < FAILOVER_GIVE_BACK_MS',
    reason:
      'A slow answer of Amazon is waited for before its outcome is doubted, and doubted before the move is undone',
    holds: (f) => f.apiDeadlineMs < f.verifyMs && f.verifyMs < f.giveBackMs,
  },
  {
    rule: `evs.suspect_timeout + ${dropMs} ms < FAILOVER_SWITCH_MS`,
    reason: 'An ordered switch outlives the loss of a member',
    holds: (f, g) => g.suspectTimeoutMs + dropMs < f.switchMs,
  },
];

/** The inequalities that these timings break, in words that say what to change. */
export function brokenInequalities(f: Figures, g: GaleraTimings): readonly string[] {
  return inequalities
    .filter(({ holds }) => !holds(f, g))
    .map(({ rule, reason }) => {
      const named = (Object.keys(figures) as FigureName[])
        .filter((name) => rule.includes(figures[name].variable))
        .map((name) => `${figures[name].variable} is ${f[name]}`);
      const galera = `Galera has peer ${g.peerTimeoutMs}, suspect ${g.suspectTimeoutMs}, inactive ${g.inactiveTimeoutMs}, install ${g.installTimeoutMs} ms`;
      return `${rule} must hold (${reason.toLowerCase()}): ${[...named, galera].join('; ')}.`;
    });
}
