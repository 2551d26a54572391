import { writeFile } from 'node:fs/promises';
import type { ElasticIp } from '../address/elastic-ip.ts';
import { troubleOf } from '../address/trouble.ts';
import type { Action } from '../decide/decision.ts';
import type { AssociateOutcome } from '../decide/observation.ts';
import type { Session } from '../node/session.ts';
import { shortReason } from '../node/session.ts';
import * as statements from '../node/statements.ts';

export interface Hands {
  readonly session: Session;
  readonly elasticIp: ElasticIp;
  readonly peerAddresses: readonly string[];
  readonly keepUsers: readonly string[];
  /** Grace for connections in a planned closing, in ms. */
  readonly drainMs: number;
  readonly restartRequestPath: string;
  readonly now: () => number;
}

export type DatabaseAction = Exclude<Action, { readonly kind: 'associate' }>;

/** How an action on the database ended: in words for the log, and whether it changed the writer row. */
export interface Done {
  readonly ok: boolean;
  readonly words: string;
  /** A replicated write succeeded: it proves the majority. */
  readonly wrote: boolean;
}

const done = (words: string, wrote = false): Done => ({ ok: true, words, wrote });

/** Carries out what was decided on the database. It never throws: what fails is decided upon anew. */
export async function performOnDatabase(action: DatabaseAction, hands: Hands): Promise<Done> {
  try {
    return await carryOut(action, hands);
  } catch (error) {
    return { ok: false, words: `${action.kind}: ${shortReason(error)}`, wrote: false };
  }
}

async function carryOut(action: DatabaseAction, hands: Hands): Promise<Done> {
  const { session, peerAddresses, keepUsers, drainMs } = hands;
  switch (action.kind) {
    case 'open gate':
      await statements.openGate(session);
      return done('the gate is open');
    case 'close gate': {
      const ended = await statements.closeGate(session, {
        keep: keepUsers,
        graceMs: action.drain ? drainMs : undefined,
      });
      return done(`the gate is closed, ${ended} connections were ended`);
    }
    case 'make tables':
      await statements.makeTables(session);
      return done('the tables are there', true);
    case 'change writer': {
      const changed = await statements.changeWriterRow(session, action);
      if (changed) return done(`${action.to} is the writer: ${action.reason}`, true);
      return { ok: false, words: 'somebody else changed the writer first', wrote: false };
    }
    case 'leave cluster':
      await statements.leaveCluster(session);
      return done('this node has left the cluster');
    case 'rejoin cluster':
      await statements.rejoinCluster(session);
      return done('this node looks for the cluster again');
    case 'evict peer':
      await statements.evictPeer(session, peerAddresses);
      return done('the other data server was put out of the cluster');
    case 'request restart':
      await writeFile(hands.restartRequestPath, 'Galera has ended in this server.\n');
      return done('a restart of MariaDB was asked for');
  }
}

/** Calls Amazon to give the address to this server. It never throws: the outcome tells. */
export async function performAssociate(allowReassociation: boolean, hands: Hands): Promise<AssociateOutcome> {
  try {
    const associationId = await hands.elasticIp.associate(allowReassociation);
    return { at: hands.now(), ok: true, associationId };
  } catch (error) {
    return { at: hands.now(), ok: false, trouble: troubleOf('AssociateAddress', error) };
  }
}
