import { statfs } from 'node:fs/promises';
import type { Logger, Metrics } from '@perfume/telemetry';
import type { ElasticIp } from '../address/elastic-ip.ts';
import { troubleOf } from '../address/trouble.ts';
import { controlServer } from '../control/control-server.ts';
import { holdFile } from '../control/hold-file.ts';
import { orderBook } from '../control/orders.ts';
import { statusOf, type Status } from '../control/status.ts';
import { decide, publish } from '../decide/decide.ts';
import type { Action, Decision } from '../decide/decision.ts';
import type { Limits } from '../decide/limits.ts';
import type { Observation, PublishedState } from '../decide/observation.ts';
import { initialMemory } from '../decide/remember.ts';
import { lookAtNode } from '../node/look.ts';
import { errorNumber, Session, shortReason } from '../node/session.ts';
import { writeProbe } from '../node/tables.ts';
import { peerClient } from '../peer/peer-client.ts';
import { peerServer } from '../peer/peer-server.ts';
import type { Settings } from '../settings/settings.ts';
import { performAssociate, performOnDatabase, type DatabaseAction, type Hands } from './perform.ts';
import { poll } from './poller.ts';
import { emptySight, observe } from './sight.ts';
import { storyOf } from './story.ts';

export interface AgentParts {
  readonly settings: Settings;
  readonly elasticIp: ElasticIp;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  readonly random?: () => number;
}

export interface Agent {
  /** What `failover status` shows; undefined before the first decision. */
  status(): Status | undefined;
  stop(): Promise<void>;
}

/** A write of the probe is waited for so long, in ms: each one that is given up may leave a thread behind in a sick server. */
const probeDeadlineMs = 60_000;
/** Pauses between questions to Amazon while an association is not shown yet, in ms: the first, doubled up to the usual. */
const verifyFirstMs = 250;
const diskEveryMs = 1_000;

/**
 * Runs the agent: each of its senses asks in its own rhythm, and whatever one of them learns, and the passing of time, leads
 * to a decision.
 */
export async function startAgent(parts: AgentParts): Promise<Agent> {
  const { settings, elasticIp, log, metrics, now = () => performance.now(), random = Math.random } = parts;
  const { figures, node } = settings;
  const limits: Limits = { node, ...figures };
  const sight = emptySight();
  const story = storyOf({ node, log, metrics, heartbeatMs: figures.heartbeatMs, proofMs: figures.proofMs });
  const orders = orderBook({ hold: holdFile(settings.holdPath), switchMs: figures.switchMs, now });
  const sessions = {
    look: new Session(settings.database),
    probe: new Session(settings.database),
    act: new Session(settings.database),
  };
  const hands: Hands = {
    session: sessions.act,
    elasticIp,
    peerAddresses: settings.peerAddresses,
    keepUsers: settings.keepUsers,
    drainMs: figures.drainMs,
    restartRequestPath: settings.restartRequestPath,
    now,
  };
  let memory = initialMemory(now());
  let last: { readonly o: Observation; readonly decision: Decision } | undefined;
  let verifyPauseMs = verifyFirstMs;
  let stopped = false;

  function turn(): void {
    if (stopped) return;
    const o = observe(sight, orders.current(memory.writer?.node), now(), random());
    const decision = decide(o, memory, limits);
    const isNewTerm = decision.memory.writer?.term !== memory.writer?.term;
    ({ memory } = decision);
    if (isNewTerm) senses.address.hurry();
    last = { o, decision };
    story.turn(o, decision);
    for (const action of decision.actions) void perform(action);
  }

  async function perform(action: Action): Promise<void> {
    if (action.kind === 'associate') {
      sight.addressBusy = true;
      const outcome = await performAssociate(action.allowReassociation, hands);
      sight.addressBusy = false;
      sight.outcome = outcome;
      verifyPauseMs = verifyFirstMs;
      if (!outcome.ok) story.apiFailed(outcome.trouble.sentence);
      const how = action.allowReassociation ? 'from whoever held it' : 'as nobody held it';
      const words = outcome.ok ? `Amazon gave the address to ${node}, ${how}` : outcome.trouble.sentence;
      story.acted('associate', outcome.ok, words);
      senses.address.hurry();
    } else await onDatabase(action);
    turn();
  }

  async function onDatabase(action: DatabaseAction): Promise<void> {
    sight.databaseBusy = true;
    const begunAt = now();
    const { ok, words, wrote } = await performOnDatabase(action, hands);
    sight.databaseBusy = false;
    sight.acted = { ok, at: now() };
    if (wrote) sight.wroteAt = Math.max(sight.wroteAt, begunAt);
    story.acted(action.kind, ok, words);
    senses.look.hurry();
  }

  const senses = {
    look: poll({
      now,
      everyMs: () => figures.lookEveryMs,
      ask: () => {
        sight.lookPendingSince = now();
        return lookAtNode(sessions.look, settings.peerAddresses, figures.lookDeadlineMs);
      },
      onAnswer(value, at) {
        sight.look = { value, at };
        sight.lookError = undefined;
        sight.lookPendingSince = undefined;
        turn();
      },
      onError(error) {
        sight.lookError = shortReason(error);
        sight.lookPendingSince = undefined;
        turn();
      },
    }),
    probe: poll({
      now,
      everyMs: () => figures.probeEveryMs,
      ask: () => sessions.probe.run(writeProbe, [node], probeDeadlineMs),
      onAnswer(_, at) {
        const isFirst = sight.wroteAt === -Infinity;
        sight.wroteAt = Math.max(sight.wroteAt, at);
        sight.writeError = undefined;
        story.probed(now() - at);
        if (isFirst || memory.writer?.node === node) turn();
      },
      onError(error) {
        sight.writeError = shortReason(error);
        // Before the first writer there are no tables, which is no failure.
        if (errorNumber(error) !== 1146 && errorNumber(error) !== 1049) story.probeFailed(sight.writeError);
      },
    }),
    disk: poll({
      now,
      everyMs: () => diskEveryMs,
      ask: () => statfs(settings.dataPath),
      onAnswer: ({ bavail, bsize }) => void (sight.diskFreeMiB = Math.floor((bavail * bsize) / 2 ** 20)),
      onError: () => void (sight.diskFreeMiB = undefined),
    }),
    address: poll({
      now,
      everyMs: () => {
        const { association } = memory;
        if (!association || association.verified) return figures.addressEveryMs;
        verifyPauseMs = Math.min(figures.addressEveryMs, verifyPauseMs * 2);
        return verifyPauseMs;
      },
      ask: () => elasticIp.describe(),
      onAnswer(value, at) {
        sight.address = { value, at };
        sight.describeTrouble = undefined;
        turn();
      },
      onError(error) {
        sight.describeTrouble = troubleOf('DescribeAddresses', error);
        story.apiFailed(sight.describeTrouble.sentence);
      },
    }),
    peer: undefined as ReturnType<typeof poll> | undefined,
  };

  const published = (): PublishedState | undefined => {
    // As of now: a decision that is a moment old would tell old news as fresh.
    const o = observe(sight, orders.current(memory.writer?.node), now(), random());
    return last && publish(o, last.decision, limits);
  };
  const toPeer = peerClient({
    host: settings.peerHost,
    port: figures.peerPort,
    peer: node === 'a' ? 'b' : 'a',
    deadlineMs: figures.peerDeadlineMs,
  });
  senses.peer = poll({
    now,
    everyMs: () => figures.peerEveryMs,
    ask: () => toPeer.ask(),
    onAnswer(value, at) {
      sight.peer = { value, at };
      sight.peerError = undefined;
    },
    onError: (error) => void (sight.peerError = shortReason(error)),
  });
  const fromPeer = peerServer({
    host: settings.listenHost,
    port: figures.peerPort,
    state: published,
    onTrouble: (reason) =>
      log.warn({ event: 'cannot-listen', reason }, `Cannot listen on ${settings.listenHost} yet: ${reason}.`),
  });
  const status = () =>
    last &&
    statusOf(observe(sight, orders.current(memory.writer?.node), now(), random()), last.decision, node);
  const control = await controlServer(settings.socketPath, orders, status);
  // Time passes also when nothing is heard.
  const clock = setInterval(turn, figures.lookEveryMs);
  log.info(
    { event: 'started', instance: settings.instanceId },
    `The failover agent of ${node} watches over ${settings.allocationId}.`,
  );

  return {
    status,
    async stop() {
      stopped = true;
      clearInterval(clock);
      for (const sense of Object.values(senses)) sense?.stop();
      toPeer.close();
      await Promise.all([fromPeer.close(), control.close()]);
      for (const session of Object.values(sessions)) session.close();
      elasticIp.close();
    },
  };
}
