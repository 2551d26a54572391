import type { DataNodeName } from '@perfume/instances';
import { noHistory, type Position } from './position.ts';
import type { DatabaseReport } from './report.ts';

/** What is in this server's data directory. */
export type OwnData =
  | { readonly kind: 'empty' }
  | { readonly kind: 'data'; readonly position: Position }
  /** Put here by a restore: it has no place in a cluster's history yet. */
  | { readonly kind: 'restored' };

/** Who has made the shop's database for the first time. */
export type Founder =
  | { readonly kind: 'nobody' }
  /** This very instance has claimed it and may not have finished. */
  | { readonly kind: 'this' }
  | { readonly kind: 'other'; readonly node: string }
  | { readonly kind: 'finished'; readonly at: string }
  /** Amazon's API does not answer. */
  | { readonly kind: 'unknown' };

export interface Situation {
  readonly node: DataNodeName;
  readonly own: OwnData;
  /** `unreachable` says nothing about whether it lives: it may well be in the majority. */
  readonly peer: DatabaseReport | { readonly phase: 'unreachable' };
  readonly founder: Founder;
  /** The furthest position that a member of the majority has published; `unknown` when the API does not answer. */
  readonly published: Position | 'none' | 'unknown';
  /** A restore or a person has said that the cluster is to begin here. */
  readonly beginAnew: { readonly peerIsLost: boolean } | undefined;
  /** Since the server has been trying to start, in ms. */
  readonly waitedMs: number;
}

export interface Decision {
  /**
   * `begin`: be the first member of the cluster, the only step that could ever make two of them. `join`: start and find the
   * majority, which does no harm where there is none. `wait`: look again.
   */
  readonly act: 'begin' | 'join' | 'wait';
  /** Begin only if the founder's claim succeeds, since the data directory is empty. */
  readonly claim: boolean;
  /** Asks for a person, once patience is over. */
  readonly needsPerson: boolean;
  /** What was decided and why, for the log and for people. */
  readonly because: string;
}

/** An unreachable peer gets so long to appear before this server looks for a majority without knowing of one. In ms. */
export const loneJoinAfterMs = 20_000;

/**
 * A peer that looks for a majority gives up after half a minute, or has found one with the witness and waits for this
 * server's data: then this one joins as well. In ms.
 */
export const joinBesideMs = 60_000;

/**
 * Decides how a data server's MariaDB starts. It never begins a cluster while the peer could be in a majority: only with the
 * peer's own word that it is not, with the claim to an empty shop's first database, or on a person's word that it is lost.
 */
export function decideStart(situation: Situation): Decision {
  const { own, peer, beginAnew } = situation;
  if (own.kind === 'restored' || beginAnew) {
    const decision = decideAnew(situation);
    if (decision) return decision;
  }
  switch (peer.phase) {
    case 'running':
      return besideRunning(own, peer);
    case 'joining':
      return situation.own.kind === 'data' && situation.waitedMs >= joinBesideMs
        ? join(
            'The peer looks for a majority or for somebody to copy from: it looks too, since it could be that one.',
          )
        : wait('The peer is looking for a majority; it waits until that has an end.');
    case 'beginning':
      return wait('The peer begins the cluster; it waits until it can join.');
    case 'unreachable':
      return alone(situation);
    case 'starting':
    case 'stopped':
      return own.kind === 'data' ? withData(situation, own.position, peer) : withoutData(situation, peer);
  }
}

function besideRunning(own: OwnData, peer: Extract<DatabaseReport, { phase: 'running' }>): Decision {
  if (peer.primary && !peer.synced && own.kind === 'empty')
    return wait(
      'The peer is in the majority and busy, perhaps with a copy that was cut off here: this server copies it once it is synced.',
      true,
    );
  if (peer.primary) return join('The peer is in the majority: it joins it.');
  return wait(
    'The peer runs outside the majority. It starts anew by itself once it sees that this one waits; then the one with the later data begins.',
    true,
  );
}

/** Undefined where the usual rules know better than whoever set the mark. */
function decideAnew({ own, peer, beginAnew }: Situation): Decision | undefined {
  const isRestored = own.kind === 'restored';
  if (peer.phase === 'running' && peer.primary) {
    if (!isRestored) return undefined;
    return wait(
      'The data here was restored from a backup, but the peer is in a majority with the data of the shop. Nothing was lost: empty this data directory and it joins.',
      true,
    );
  }
  if (peer.phase === 'unreachable') {
    if (beginAnew?.peerIsLost) return begin('The peer is lost, a person has said so: it begins the cluster.');
    return wait(
      'It is to begin the cluster, but the peer does not answer and could be in a majority. Start the peer, or say that it is lost: data-server database begin --peer-is-lost',
      true,
    );
  }
  const peerIsEmpty = (peer.phase === 'starting' || peer.phase === 'stopped') && peer.data === 'empty';
  if (peerIsEmpty)
    return begin(
      isRestored
        ? 'The data here was restored, the peer is empty: it begins the cluster.'
        : 'A person wants it to begin, and the peer is empty.',
    );
  if (!isRestored) return undefined;
  return wait(
    'The data here was restored from a backup, but the peer has data of its own. Decide which is right: stop the peer and empty its data directory, or empty this one.',
    true,
  );
}

/** Own data, and a peer that says that it is in no majority. */
function withData(
  situation: Situation,
  own: Position,
  peer: Extract<DatabaseReport, { phase: 'starting' | 'stopped' }>,
): Decision {
  if (peer.data === 'empty') return besideEmpty(situation, own);
  if (peer.data === 'restored')
    return wait(
      'The peer has data that was restored from a backup, this one has data of its own. Decide which is right and empty the other data directory.',
      true,
    );
  const other = peer.position;
  if (!other)
    return wait(
      'The database of the peer is stopped after a crash, and how far it got is not known. Start it: systemctl start perfume-database',
      true,
    );
  if (own.uuid !== other.uuid)
    return wait(
      `The two data directories have different histories (${own.uuid} here, ${other.uuid} there). Decide which is right and empty the other one.`,
      true,
    );
  if (own.seqno > other.seqno)
    return begin(
      `Neither server is in a majority, and this one has the later data (${own.seqno} after ${other.seqno}).`,
    );
  if (own.seqno === other.seqno && (situation.node === 'a' || peer.phase === 'stopped'))
    return begin(
      `Neither server is in a majority, both have the same data (${own.seqno}), and this one goes first.`,
    );
  if (peer.phase === 'stopped')
    return wait(
      `The database of the peer is stopped and has later data (${other.seqno} after ${own.seqno}). Start it: systemctl start perfume-database`,
      true,
    );
  return wait(`The peer begins the cluster: its data is not behind (${other.seqno}, here ${own.seqno}).`);
}

/** Own data, and a peer that has none: what is here is all there is, if it is not old. */
function besideEmpty({ published }: Situation, own: Position): Decision {
  if (published === 'unknown')
    return wait(
      'The peer has no data, and how far the shop had got cannot be asked of Amazon’s API. It waits for the API: the data here could be old.',
      true,
    );
  if (published !== 'none' && published.uuid === own.uuid && published.seqno > own.seqno)
    return wait(
      `The peer has no data, and the data here is old (${own.seqno}; the shop had got to ${published.seqno}). Restore from the backup, or begin with the old data: data-server database begin`,
      true,
    );
  if (published !== 'none' && published.uuid !== own.uuid && own.uuid !== noHistory)
    return wait(
      'The peer has no data, and the data here is not of the shop’s last history. Restore from the backup, or begin with it all the same: data-server database begin',
      true,
    );
  return begin('The peer has no data and no majority: it begins with the data here.');
}

/** No own data, and a peer that says that it is in no majority. */
function withoutData(
  situation: Situation,
  peer: Extract<DatabaseReport, { phase: 'starting' | 'stopped' }>,
): Decision {
  if (peer.data === 'empty') return found(situation);
  if (peer.phase === 'stopped')
    return wait(
      'This server has no data, and the database of the peer is stopped. Start it: systemctl start perfume-database',
      true,
    );
  return wait('The peer has the data: it waits until the peer has begun, then copies it.');
}

/** Nobody has data that can be seen. */
function found({ founder }: Situation): Decision {
  switch (founder.kind) {
    case 'nobody':
      return { ...begin('The shop has no database yet: it makes one if no other server does.'), claim: true };
    case 'this':
      return begin('It goes on making the shop’s first database.');
    case 'other':
      return wait(`Server ${founder.node} makes the shop’s first database; it waits until it can join.`);
    case 'unknown':
      return wait(
        'Whether the shop has a database cannot be asked of Amazon’s API; it waits for the API.',
        true,
      );
    case 'finished':
      return wait(
        `The shop has had a database since ${founder.at}, but there is no data on either server. Restore it: data-server restore`,
        true,
      );
  }
}

function alone(situation: Situation): Decision {
  const { own, waitedMs, founder } = situation;
  if (own.kind !== 'data') {
    if (founder.kind === 'nobody' || founder.kind === 'this') return found(situation);
    return wait('This server has no data and the peer does not answer; it waits for the peer.', true);
  }
  if (waitedMs < loneJoinAfterMs) return wait('The peer does not answer yet.');
  return {
    ...join(
      'The peer does not answer. It looks for a majority by itself, and forms one with the witness only if these two were the last one.',
    ),
    needsPerson: true,
  };
}

const begin = (because: string): Decision => ({ act: 'begin', claim: false, needsPerson: false, because });
const join = (because: string): Decision => ({ act: 'join', claim: false, needsPerson: false, because });
const wait = (because: string, needsPerson = false): Decision => ({
  act: 'wait',
  claim: false,
  needsPerson,
  because,
});
