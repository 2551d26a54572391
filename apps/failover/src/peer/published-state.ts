import { z } from 'zod';
import type { PublishedState } from '../decide/observation.ts';

/** Where agents and people read the state of an agent. */
export const statePath = '/v1/state';

const node = z.enum(['a', 'b']);

/** What the peer sends, as far as this release needs it: a newer one may send more. */
const schema = z.object({
  node,
  isEligible: z.boolean(),
  reason: z.string(),
  writeAgeMs: z.number().optional(),
  isHeldUp: z.boolean(),
  isPrimary: z.boolean(),
  peerIsMember: z.boolean(),
  size: z.number(),
  clusterId: z.string(),
  gate: z.enum(['open', 'closed', 'unknown']),
  writer: z.object({ node, term: z.number() }).optional(),
  relief: z.string().optional(),
  asksForWriting: z.boolean(),
  holdMs: z.number().min(0),
});

/**
 * Reads the state of the peer.
 * @throws when it is of another form, or comes from this very node
 */
export function parsePublishedState(value: unknown, peer: 'a' | 'b'): PublishedState {
  const state = schema.parse(value);
  if (state.node !== peer) throw new Error(`The agent at the peer's address is ${state.node}, not ${peer}.`);
  const { writer, relief, writeAgeMs, ...rest } = state;
  return { ...rest, writer, relief, writeAgeMs };
}
