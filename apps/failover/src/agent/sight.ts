import type {
  AddressLook,
  ApiTrouble,
  AssociateOutcome,
  NodeLook,
  Observation,
  Orders,
  PublishedState,
} from '../decide/observation.ts';

/** The last of everything that the agent has seen, each with the time at which it was asked for. */
export interface Sight {
  look: { readonly value: NodeLook; readonly at: number } | undefined;
  lookError: string | undefined;
  /** Since when a look has had no answer. */
  lookPendingSince: number | undefined;
  wroteAt: number;
  writeError: string | undefined;
  diskFreeMiB: number | undefined;
  peer: { readonly value: PublishedState; readonly at: number } | undefined;
  peerError: string | undefined;
  address: { readonly value: AddressLook; readonly at: number } | undefined;
  describeTrouble: ApiTrouble | undefined;
  outcome: AssociateOutcome | undefined;
  databaseBusy: boolean;
  addressBusy: boolean;
  acted: { readonly ok: boolean; readonly at: number } | undefined;
}

export function emptySight(): Sight {
  return {
    look: undefined,
    lookError: undefined,
    lookPendingSince: undefined,
    wroteAt: -Infinity,
    writeError: undefined,
    diskFreeMiB: undefined,
    peer: undefined,
    peerError: undefined,
    address: undefined,
    describeTrouble: undefined,
    outcome: undefined,
    databaseBusy: false,
    addressBusy: false,
    acted: undefined,
  };
}

/** A look that has waited longer than this is worth a word, in ms. */
const lateMs = 1_000;

/** What the decision is given at this moment. */
export function observe(sight: Sight, orders: Orders, now: number, random: number): Observation {
  const age = (at: number | undefined) => (at === undefined ? Infinity : now - at);
  const isLate = sight.lookPendingSince !== undefined && now - sight.lookPendingSince > lateMs;
  return {
    now,
    random,
    self: {
      look: sight.look?.value,
      lookAgeMs: age(sight.look?.at),
      lookError: sight.lookError ?? (isLate ? 'it says nothing' : undefined),
      writeAgeMs: now - sight.wroteAt,
      writeError: sight.writeError,
      diskFreeMiB: sight.diskFreeMiB,
    },
    peer: { state: sight.peer?.value, ageMs: age(sight.peer?.at) },
    address: {
      look: sight.address?.value,
      ageMs: age(sight.address?.at),
      trouble: sight.describeTrouble,
      outcome: sight.outcome,
    },
    orders,
    busy: { database: sight.databaseBusy, address: sight.addressBusy },
    acted: sight.acted && { ok: sight.acted.ok, ageMs: now - sight.acted.at },
  };
}
