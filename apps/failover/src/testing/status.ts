import type { Status } from '../control/status.ts';

/** The status of a, which is the writer, while all is well. */
export const wellStatus: Status = {
  node: 'a',
  standing: 'writer',
  sentence: 'a is the writer and holds the address.',
  alarms: [],
  writer: { node: 'a', term: 3, forMs: 90_000 },
  address: { holder: 'a', interfaceId: 'eni-a', associationId: 'eipassoc-1', askedMsAgo: 700 },
  self: {
    gate: 'open',
    state: 'Synced',
    isPrimary: true,
    members: 3,
    peerIsMember: true,
    lookedMsAgo: 100,
    wroteMsAgo: 400,
    diskFreeMiB: 20_000,
    canTakeOver: true,
    reason: '',
  },
  peer: { node: 'b', answeredMsAgo: 90, canTakeOver: true, reason: '', gate: 'closed' },
  holdMs: 0,
  switchTo: null,
  memoryMiB: 90,
};
