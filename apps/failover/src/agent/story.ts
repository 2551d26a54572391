import type { Logger, Metrics } from '@perfume/telemetry';
import type { Decision } from '../decide/decision.ts';
import type { NodeName, Observation } from '../decide/observation.ts';

/** Tells what happens: one line per change, now and then the same sentence again, and numbers. */
export interface Story {
  /** After each decision. */
  readonly turn: (o: Observation, decision: Decision) => void;
  /** What an action came to. */
  readonly acted: (kind: string, ok: boolean, words: string) => void;
  readonly probed: (ms: number) => void;
  readonly probeFailed: (reason: string) => void;
  readonly apiFailed: (sentence: string) => void;
}

export interface StoryOptions {
  readonly node: NodeName;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly heartbeatMs: number;
  readonly proofMs: number;
}

export function storyOf({ node, log, metrics, heartbeatMs, proofMs }: StoryOptions): Story {
  let sentence = '';
  let saidAt = -Infinity;
  let alarms: readonly string[] = [];
  let known: Known | undefined;
  let paused = 0;
  let looks = 0;
  metrics.collect(() => {
    metrics.gauge('GaleraFlowControl', looks === 0 ? 0 : (100 * paused) / looks);
    paused = 0;
    looks = 0;
  });

  function tellChanges(now: Known, before: Known): void {
    if (now.writer !== before.writer && now.writer !== undefined)
      log.info(
        { event: 'writer-changed', from: before.writer, to: now.writer },
        `${now.writer} is the writer now.`,
      );
    if (now.gate !== before.gate) {
      log.info({ event: `gate-${now.gate}`, node }, `The gate of ${node} is ${now.gate}.`);
      if (now.gate === 'closed' && before.gate === 'open') metrics.count('FailoverStepDowns');
    }
    if (now.holder !== before.holder)
      log.info(
        { event: 'address-moved', from: before.holder, to: now.holder },
        `The address is with ${now.holder}.`,
      );
    if (now.holder === node && before.holder !== node && before.holder !== 'unknown')
      metrics.count('FailoverMoves');
    if (now.members !== before.members)
      log.info(
        { event: 'members-changed', from: before.members, to: now.members },
        `The cluster has ${now.members} members.`,
      );
  }

  return {
    turn(o, decision) {
      metrics.count('FailoverLoops');
      gauges(metrics, o, proofMs);
      looks += 1;
      if (o.self.look?.isPaused) paused += 1;
      const now = knownOf(o, decision, node);
      if (known) tellChanges(now, known);
      known = now;
      for (const alarm of decision.alarms) if (!alarms.includes(alarm)) log.warn({ event: 'alarm' }, alarm);
      for (const alarm of alarms)
        if (!decision.alarms.includes(alarm)) log.info({ event: 'alarm-over' }, `No longer: ${alarm}`);
      ({ alarms } = decision);
      if (decision.sentence !== sentence)
        log.info({ event: 'turn', standing: decision.standing }, decision.sentence);
      else if (o.now - saidAt < heartbeatMs) return;
      else log.info({ event: 'heartbeat', standing: decision.standing }, decision.sentence);
      ({ sentence } = decision);
      saidAt = o.now;
    },
    acted(kind, ok, words) {
      log[ok ? 'info' : 'warn']({ event: 'action', action: kind, ok }, words);
    },
    probed: (ms) => metrics.record('WriteProbe', ms),
    probeFailed(reason) {
      metrics.count('WriteProbeFailures');
      log.debug({ event: 'probe-failed', reason }, 'The probe could not write.');
    },
    apiFailed(words) {
      metrics.count('AddressApiFailures');
      log.debug({ event: 'api-failed' }, words);
    },
  };
}

/** What changes are told of; `unknown` until it is seen. */
interface Known {
  readonly writer: NodeName | undefined;
  readonly gate: 'open' | 'closed' | 'unknown';
  readonly holder: string;
  readonly members: number;
}

function knownOf(o: Observation, { memory }: Decision, node: NodeName): Known {
  const { look } = o.self;
  const holder = o.address.look?.holder ?? 'unknown';
  const names = {
    self: node,
    peer: node === 'a' ? 'b' : 'a',
    nobody: 'nobody',
    other: 'a stranger',
    unknown: 'unknown',
  };
  return {
    writer: memory.writer?.node,
    gate: look ? (look.isGateOpen ? 'open' : 'closed') : 'unknown',
    holder: names[holder],
    members: look?.size ?? 0,
  };
}

function gauges(metrics: Metrics, o: Observation, freshMs: number): void {
  const look = o.self.lookAgeMs <= freshMs ? o.self.look : undefined;
  const flag = (value: boolean | undefined) => (value ? 1 : 0);
  metrics.gauge('HoldsAddress', flag(o.address.look?.holder === 'self'));
  metrics.gauge('GaleraPrimary', flag(look?.isPrimary));
  metrics.gauge('GaleraSynced', flag(look?.isSynced && look.isReady));
  metrics.gauge('GaleraMembers', look?.size ?? 0);
  metrics.gauge('PeerReachable', flag(o.peer.ageMs <= freshMs));
}
