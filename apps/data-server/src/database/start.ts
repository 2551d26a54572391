import { setTimeout as sleep } from 'node:timers/promises';
import { databasePaths } from '@perfume/instances';
import type { DataServer } from '../instance.ts';
import { isMounted } from '../configure/volume.ts';
import { lieHere } from '../tls/keep.ts';
import { loneMs } from '../witness/watch.ts';
import {
  allowToBegin,
  clearUnfinishedCopy,
  contentOfDataDirectory,
  forgetBeginAnew,
  makeDataDirectory,
  readBeginAnew,
  recoverPosition,
} from './data-directory.ts';
import { decideStart, type Decision, type OwnData, type Situation } from './decide.ts';
import { claimFounding, readFounder, readPublishedPosition } from './founder.ts';
import { askForGrant, askPeer, askWitness } from './peer.ts';
import { noHistory, writePosition } from './position.ts';
import { readGrant, readStartState, writeStartState, type StartState } from './start-state.ts';

/** Between two looks at the situation, in ms. */
const lookMs = 1_000;

/** After so long a person is told what to do, and again each time as much has passed. In ms. */
const patienceMs = 120_000;

/** A try that ended sooner than this found no majority: the waiting goes on where it was. In ms. */
const vainTryMs = 90_000;

/** A witness that cannot be asked has left by itself long before: see loneMs in ../witness/watch.ts. In ms. */
const withoutWitnessMs = loneMs + 60_000;

/** Decides how MariaDB starts, for as long as that takes, and becomes mariadbd. It returns only by an error. */
export async function startDatabase(server: DataServer): Promise<never> {
  const { layout, log } = server;
  await untilReady(server);
  const content = await contentOfDataDirectory(layout);
  const since = await waitingSince(server);
  // Until the position is known, it says that it starts and not yet how far it got: the peer waits for that.
  const own = await ownData(server, content);
  const state: StartState = {
    pid: process.pid,
    phase: 'starting',
    data: own.kind,
    waitingSince: since,
    ...(own.kind === 'data' && { position: own.position }),
  };
  await writeStartState(layout, state);
  let said = '';
  let toldPersonAt = since;
  while (true) {
    const decision = decideStart(await situationOf(server, own, since));
    if (decision.because !== said) log.info({ act: decision.act }, (said = decision.because));
    if (decision.needsPerson && Date.now() - toldPersonAt >= patienceMs) {
      log.error({ waitedSeconds: Math.round((Date.now() - since) / 1_000) }, decision.because);
      toldPersonAt = Date.now();
    }
    if (decision.act === 'begin') await tryToBegin(server, state, own, decision);
    if (decision.act === 'join') await tryToJoin(server, state, own, content === 'unfinished');
    await sleep(lookMs);
  }
}

/** Its volume is mounted and its certificates are there: an empty directory in their place would be a wrong answer. */
async function untilReady(server: DataServer): Promise<void> {
  const { facts, layout, log } = server;
  for (let said = false; ; said = true) {
    const isVolumeThere = facts.dataVolumeId === undefined || (await isMounted(layout));
    if (isVolumeThere && (await lieHere(layout))) return;
    if (!said) log.info({ isVolumeThere }, 'waiting for the data volume and the certificate');
    await sleep(lookMs);
  }
}

async function waitingSince({ layout }: DataServer): Promise<number> {
  const before = await readStartState(layout);
  const now = Date.now();
  if (before?.startedAt === undefined) return before?.waitingSince ?? now;
  return now - before.startedAt < vainTryMs ? before.waitingSince : now;
}

async function ownData(
  { layout, log }: DataServer,
  content: 'empty' | 'data' | 'unfinished',
): Promise<OwnData> {
  if (content === 'unfinished') log.warn('a full copy was cut off; it begins again');
  if (content !== 'data') return { kind: 'empty' };
  if ((await readBeginAnew(layout))?.restored) return { kind: 'restored' };
  const position = await recoverPosition(layout);
  log.info({ position: writePosition(position) }, 'the data directory has its position');
  return { kind: 'data', position };
}

async function situationOf(server: DataServer, own: OwnData, since: number): Promise<Situation> {
  const peer = await askPeer(server);
  const peerIsEmpty = (peer.phase === 'starting' || peer.phase === 'stopped') && peer.data === 'empty';
  const beginAnew = await readBeginAnew(server.layout);
  return {
    node: server.facts.node,
    own,
    peer,
    // Each is asked only where something depends on it: a restart beside a peer needs no API.
    founder: own.kind === 'empty' ? await readFounder(server) : { kind: 'unknown' },
    published: own.kind === 'data' && peerIsEmpty ? await readPublishedPosition(server) : 'unknown',
    beginAnew,
    waitedMs: Date.now() - since,
  };
}

/** Begins the cluster, if the peer gives its word or cannot matter. Comes back when it may not. */
async function tryToBegin(
  server: DataServer,
  state: StartState,
  own: OwnData,
  decision: Decision,
): Promise<void> {
  const { layout, log } = server;
  await writeStartState(layout, { ...state, phase: 'beginning' });
  const peer = await askPeer(server);
  const needsGrant = peer.phase !== 'unreachable';
  if ((await isPromised(server, peer)) || (needsGrant && !(await askForGrant(server)))) {
    await writeStartState(layout, state);
    log.info('the peer did not give its word; it looks again');
    return;
  }
  // A shop's first database has no majority before it that the witness could still be in.
  if (own.kind !== 'empty' && !(await witnessLeaves(server, state))) {
    await writeStartState(layout, state);
    return;
  }
  if (decision.claim && !(await claimFounding(server))) {
    await writeStartState(layout, state);
    log.info('another server makes the shop’s first database');
    return;
  }
  if (own.kind === 'empty') await makeDataDirectory(layout);
  await allowToBegin(layout);
  await forgetBeginAnew(layout);
  await becomeMariadbd(server, { ...state, phase: 'beginning' }, own, ['--wsrep-new-cluster']);
}

/**
 * Whether the peer was promised that it may begin, and could be doing so: it says that it begins before it asks, and until
 * it runs.
 */
async function isPromised({ layout }: DataServer, { phase }: Situation['peer']): Promise<boolean> {
  if (phase !== 'beginning' && phase !== 'unreachable') return false;
  return (await readGrant(layout)) !== undefined;
}

async function witnessLeaves(server: DataServer, { waitingSince: since }: StartState): Promise<boolean> {
  const left = await askWitness(server);
  if (left) return true;
  if (left === undefined && Date.now() - since >= withoutWitnessMs) {
    server.log.warn('the witness does not answer; by now it has left by itself what it voted in');
    return true;
  }
  server.log.info({ answers: left !== undefined }, 'it begins once the witness has left what it voted in');
  return false;
}

/** Starts and looks for the majority. Comes back when the peer was promised to begin. */
async function tryToJoin(
  server: DataServer,
  state: StartState,
  own: OwnData,
  unfinished: boolean,
): Promise<void> {
  const { layout } = server;
  await writeStartState(layout, { ...state, phase: 'joining' });
  const peer = await askPeer(server);
  const findsMajority = peer.phase === 'running' && peer.primary;
  if (!findsMajority && (await isPromised(server, peer))) {
    await writeStartState(layout, state);
    return;
  }
  if (unfinished) await clearUnfinishedCopy(layout);
  await forgetBeginAnew(layout);
  await becomeMariadbd(server, { ...state, phase: 'joining' }, own, []);
}

async function becomeMariadbd(
  server: DataServer,
  state: StartState,
  own: OwnData,
  options: readonly string[],
): Promise<void> {
  await writeStartState(server.layout, { ...state, startedAt: Date.now() });
  const position =
    own.kind === 'data' && own.position.uuid !== noHistory
      ? [`--wsrep-start-position=${writePosition(own.position)}`]
      : [];
  const args = [`--defaults-file=${databasePaths(server.layout).config}`, ...options, ...position];
  // Credentials and settings of this program are none of MariaDB's business; the scripts of a full copy need a PATH.
  process.execve!('/usr/sbin/mariadbd', ['/usr/sbin/mariadbd', ...args], {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    ...(process.env['NOTIFY_SOCKET'] && { NOTIFY_SOCKET: process.env['NOTIFY_SOCKET'] }),
  });
}
