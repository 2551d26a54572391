import { decide } from '../decide/decide.ts';
import type { ActionKind, Decision, Memory } from '../decide/decision.ts';
import type { Limits } from '../decide/limits.ts';
import type {
  AddressLook,
  NodeLook,
  NodeName,
  Observation,
  PublishedState,
  WriterRow,
} from '../decide/observation.ts';
import { initialMemory } from '../decide/remember.ts';
import { figures, type FigureName } from '../settings/timings.ts';

/** The agent of `a` with every limit at its default. */
export const limits: Limits = {
  node: 'a',
  ...(Object.fromEntries(
    Object.entries(figures).map(([name, { default: value }]) => [name, value]),
  ) as Record<FigureName, number>),
};

export const row = (node: NodeName, change: Partial<WriterRow> = {}): WriterRow => ({
  node,
  term: 3,
  ageMs: 3_600_000,
  planned: false,
  ...change,
});

/** A look at a node that is well. */
export const well: NodeLook = {
  isReady: true,
  isPrimary: true,
  isSynced: true,
  stateName: 'Synced',
  size: 3,
  peerIsMember: true,
  clusterId: 'cluster',
  isGateOpen: false,
  writer: row('b'),
  isPaused: false,
  pausesOthers: false,
  isGaleraClosed: false,
};

export const outsideMajority: Partial<NodeLook> = {
  isReady: false,
  isPrimary: false,
  isSynced: false,
  stateName: 'Initialized',
  size: 1,
  peerIsMember: false,
  writer: 'unknown',
};

/** What the agent of b says when it is well. */
export const peerIsWell: PublishedState = {
  node: 'b',
  isEligible: true,
  reason: '',
  writeAgeMs: 500,
  isHeldUp: false,
  isPrimary: true,
  peerIsMember: true,
  size: 3,
  clusterId: 'cluster',
  gate: 'closed',
  writer: undefined,
  relief: undefined,
  asksForWriting: false,
  holdMs: 0,
};

export const held = (holder: AddressLook['holder'], associationId?: string): AddressLook => ({
  holder,
  associationId: associationId ?? (holder === 'nobody' ? undefined : `eipassoc-of-${holder}`),
  interfaceId: holder === 'nobody' ? undefined : `eni-of-${holder}`,
});

/** What a scene differs in from one in which all is well. */
export interface Scene {
  readonly look?: Partial<NodeLook>;
  readonly self?: Partial<Observation['self']>;
  /** `silent`: the tunnel is cut, or the peer's agent is dead. */
  readonly peer?: Partial<PublishedState> | 'silent';
  readonly address?: AddressLook['holder'] | AddressLook;
  readonly outcome?: Observation['address']['outcome'];
  readonly orders?: Partial<Observation['orders']>;
  readonly busy?: Partial<Observation['busy']>;
  readonly acted?: Observation['acted'];
}

/** Lets one agent live through scenes, each `ms` after the one before; it has watched for an hour when it begins. */
export class Scenario {
  #now = 3_600_000;
  #memory: Memory = { ...initialMemory(0), decidedAt: 3_600_000 };
  decision: Decision | undefined;
  observation: Observation | undefined;

  /** The time of the next scene if no time passes. */
  get now(): number {
    return this.#now;
  }

  scene(scene: Scene, afterMs = 250): Decision {
    // The agent decides all along; the scene holds from its begin.
    for (let left = afterMs; left > 0; left -= 250) {
      this.#now += Math.min(250, left);
      this.#decide(scene);
    }
    return this.decision!;
  }

  /** The same, but the agent itself stands still meanwhile. */
  frozen(scene: Scene, afterMs: number): Decision {
    this.#now += afterMs;
    this.#decide(scene);
    return this.decision!;
  }

  #decide(scene: Scene): void {
    this.observation = observationOf(scene, this.#now);
    this.decision = decide(this.observation, this.#memory, limits);
    this.#memory = this.decision.memory;
  }
}

export const kinds = (decision: Decision): readonly ActionKind[] => decision.actions.map(({ kind }) => kind);

function observationOf(scene: Scene, now: number): Observation {
  const address = scene.address ?? 'nobody';
  return {
    now,
    random: 0,
    self: {
      look: { ...well, ...scene.look },
      lookAgeMs: 20,
      lookError: undefined,
      writeAgeMs: 400,
      writeError: undefined,
      diskFreeMiB: 20_000,
      ...scene.self,
    },
    peer:
      scene.peer === 'silent'
        ? { state: undefined, ageMs: Infinity }
        : { state: { ...peerIsWell, ...scene.peer }, ageMs: 100 },
    address: {
      look: typeof address === 'string' ? held(address) : address,
      ageMs: 100,
      trouble: undefined,
      outcome: scene.outcome,
    },
    orders: { switchTo: undefined, holdMs: 0, ...scene.orders },
    busy: { database: false, address: false, ...scene.busy },
    acted: scene.acted,
  };
}
