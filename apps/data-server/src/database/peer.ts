import { addressesInTunnel, peerOf, ports } from '@perfume/instances';
import type { DataServer } from '../instance.ts';
import { reportSchema, type DatabaseReport } from './report.ts';

/** The longest wait for the peer's answer, in ms. */
const answerMs = 2_500;
/** The same for the witness, whose garbd has to end. In ms. */
const leaveMs = 12_000;

/** What the peer's database is doing, by its own word over the tunnel. */
export async function askPeer(
  server: DataServer,
): Promise<DatabaseReport | { readonly phase: 'unreachable' }> {
  try {
    const response = await fetch(`${addressOfPeer(server)}/report`, {
      signal: AbortSignal.timeout(answerMs),
    });
    if (!response.ok) return { phase: 'unreachable' };
    return reportSchema.parse(await response.json()).database;
  } catch {
    return { phase: 'unreachable' };
  }
}

/** Asks the peer for its word that this server may begin the cluster. */
export async function askForGrant(server: DataServer): Promise<boolean> {
  try {
    const response = await fetch(`${addressOfPeer(server)}/grant?to=${server.facts.node}`, {
      method: 'POST',
      signal: AbortSignal.timeout(answerMs * 2),
    });
    const answer = (await response.json()) as { readonly granted?: boolean };
    return response.ok && answer.granted === true;
  } catch {
    return false;
  }
}

/**
 * Asks the witness to leave whatever it still votes in: alone after both data servers have stopped in order, it is a
 * majority of one, and would end a cluster that is begun beside it.
 * @returns undefined when it does not answer
 */
export async function askWitness({ facts }: DataServer): Promise<boolean | undefined> {
  try {
    const url = `http://${addressesInTunnel(facts).c}:${ports.reportOnWitness.port}/leave`;
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(leaveMs) });
    const answer = (await response.json()) as { readonly left?: boolean };
    return response.ok && answer.left === true;
  } catch {
    return undefined;
  }
}

function addressOfPeer({ facts }: DataServer): string {
  return `http://${addressesInTunnel(facts)[peerOf(facts.node)]}:${ports.report.port}`;
}
