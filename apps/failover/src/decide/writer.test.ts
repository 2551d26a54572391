import { describe, expect, it } from 'vitest';
import { kinds, outsideMajority, row, Scenario } from '../testing/scenario.ts';

const mine = row('a');
const serving = { look: { writer: mine, isGateOpen: true }, address: 'self' } as const;

describe('the writer', () => {
  it('says so and does nothing while all is well', () => {
    const decision = new Scenario().scene(serving, 1_000);
    expect(decision).toMatchObject({ standing: 'writer', actions: [], alarms: [] });
    expect(decision.sentence).toBe('a is the writer and holds the address.');
  });

  it('opens its gate when a write has proved the majority, and not before', () => {
    const scenario = new Scenario();
    scenario.scene({ look: { writer: row('b') } });
    const handedOver = { look: { writer: row('a', { term: 4 }) }, address: 'self' } as const;
    expect(kinds(scenario.scene({ ...handedOver, self: { writeAgeMs: 2_600 } }))).toEqual([]);
    expect(kinds(scenario.scene(handedOver))).toEqual(['open gate']);
  });

  it('claims a new term before it opens a gate that it has found closed: an old change may be on its way', () => {
    const scenario = new Scenario();
    const found = scenario.scene({ look: { writer: mine }, address: 'self' });
    expect(found.actions).toEqual([
      { kind: 'change writer', to: 'a', term: 3, planned: true, reason: 'a goes on' },
    ]);
    const claimed = { look: { writer: row('a', { term: 4 }) }, address: 'self' } as const;
    expect(kinds(scenario.scene(claimed))).toEqual(['open gate']);
  });

  it('closes its gate as soon as it sees itself outside the majority', () => {
    const scenario = new Scenario();
    scenario.scene(serving);
    const decision = scenario.scene({ look: { ...outsideMajority, isGateOpen: true }, peer: 'silent' });
    expect(decision.actions).toEqual([{ kind: 'close gate', drain: false }]);
  });

  it('stays outside for as long as its gate does not close', () => {
    const scenario = new Scenario();
    scenario.scene(serving);
    const look = { ...outsideMajority, isGateOpen: true };
    const scene = { look, peer: 'silent', acted: { ok: false, ageMs: 1_000 } } as const;
    expect(kinds(scenario.scene(scene))).toEqual(['leave cluster']);
    expect(kinds(scenario.scene(scene, 60_000))).toEqual(['close gate']);
  });

  it('opens it again by itself, in a new term, when it is back and still the writer', () => {
    const scenario = new Scenario();
    scenario.scene(serving);
    scenario.scene({ look: outsideMajority, peer: 'silent' });
    expect(kinds(scenario.scene({ look: { writer: mine }, address: 'self' }))).toEqual(['change writer']);
    const claimed = { look: { writer: row('a', { term: 4 }) }, address: 'self' } as const;
    expect(kinds(scenario.scene(claimed))).toEqual(['open gate']);
  });

  it('counts nothing as failing that it slept through', () => {
    const scenario = new Scenario();
    scenario.scene(serving);
    const decision = scenario.frozen({ ...serving, self: { writeAgeMs: 60_000 } }, 60_000);
    expect(decision).toMatchObject({ standing: 'writer', actions: [] });
  });

  it('goes on when its peer is gone, and names what is missing', () => {
    const look = { ...serving.look, peerIsMember: false, size: 2 };
    expect(new Scenario().scene({ ...serving, look, peer: 'silent' })).toMatchObject({
      standing: 'writer',
      actions: [],
      alarms: ['b is not in the cluster.', 'The agent of b does not answer.'],
    });
    expect(new Scenario().scene({ ...serving, look: { ...serving.look, size: 2 } }).alarms).toEqual([
      'The witness is not in the cluster.',
    ]);
  });

  it('raises an alarm when the gate of its peer is open too', () => {
    expect(new Scenario().scene({ ...serving, peer: { gate: 'open' } }).alarms).toEqual([
      'The gate of b is open too.',
    ]);
  });
});

describe('a planned switch', () => {
  const orders = { switchTo: 'b' } as const;

  it('closes the gate first and leaves connections a moment, then names the peer', () => {
    const scenario = new Scenario();
    expect(scenario.scene({ ...serving, orders }).actions).toEqual([{ kind: 'close gate', drain: true }]);
    expect(scenario.scene({ look: { writer: mine }, address: 'self', orders }).actions).toEqual([
      { kind: 'change writer', to: 'b', term: 3, planned: true, reason: 'a switch to b was ordered' },
    ]);
  });

  it('is carried out by the writer when it was ordered at the peer', () => {
    expect(kinds(new Scenario().scene({ ...serving, peer: { asksForWriting: true } }))).toEqual([
      'close gate',
    ]);
  });

  it('waits, with the gate open, for a peer that cannot take over', () => {
    const decision = new Scenario().scene({
      ...serving,
      orders,
      peer: { isEligible: false, reason: 'it is Joined, not Synced' },
    });
    expect(decision.actions).toEqual([]);
    expect(decision.sentence).toContain(
      'A switch to b waits: b could not take over: it is Joined, not Synced.',
    );
  });

  it('opens the gate again when the order is given up', () => {
    const scenario = new Scenario();
    scenario.scene({ ...serving, orders });
    expect(kinds(scenario.scene({ look: { writer: mine }, address: 'self' }))).toEqual(['change writer']);
    const claimed = { look: { writer: row('a', { term: 4 }) }, address: 'self' } as const;
    expect(kinds(scenario.scene(claimed))).toEqual(['open gate']);
  });
});

describe('a writer that cannot write', () => {
  const failing = { ...serving, self: { writeAgeMs: 8_500, writeError: 'no answer' } } as const;
  const full = { ...serving, self: { diskFreeMiB: 12 } } as const;

  it.each([
    ['its writes fail for long', failing, 'it cannot write'],
    ['its disk is full', full, 'its disk is full'],
  ])('hands over when %s and the peer can take over', (_, scene, why) => {
    const scenario = new Scenario();
    expect(scenario.scene(scene).actions).toEqual([{ kind: 'close gate', drain: false }]);
    const closed = scenario.scene({ ...scene, look: { writer: mine } });
    expect(closed.actions).toMatchObject([{ kind: 'change writer', to: 'b', planned: false }]);
    expect(closed.sentence).toBe(`a hands the writing over to b: a gives up, as ${why}.`);
  });

  it('leaves the cluster when it can neither close its gate nor hand over in time', () => {
    const scenario = new Scenario();
    const decision = scenario.scene(full, 3_250);
    expect(decision.actions).toEqual([{ kind: 'leave cluster' }]);
    expect(scenario.scene({ ...full, self: { ...full.self, writeAgeMs: 3_500 } })).toMatchObject({
      standing: 'leaving',
    });
  });

  it('asks to be put out when it has left and is still counted', () => {
    const scenario = new Scenario();
    scenario.scene(full, 3_250);
    const stuck = { ...full, self: { ...full.self, writeAgeMs: 12_000 } };
    expect(scenario.scene(stuck, 1_000).relief).toBeUndefined();
    expect(scenario.scene(stuck, 6_000).relief).toBe('its disk is full');
  });

  it('asks to be put out when its MariaDB does not answer', () => {
    const scenario = new Scenario();
    scenario.scene(serving);
    const blind = { ...serving, self: { lookAgeMs: 9_000, lookError: 'it says nothing' } };
    const decision = scenario.scene(blind);
    expect(decision).toMatchObject({ standing: 'blind', actions: [] });
    expect(decision.relief).toBe('its MariaDB does not answer');
  });

  it('stays when the peer could not take over', () => {
    const peer = { isEligible: false, reason: 'its disk is full' };
    const decision = new Scenario().scene({ ...failing, peer }, 60_000);
    expect(decision.actions).toEqual([]);
    expect(decision.alarms).toEqual([
      'a should hand over, as it cannot write, but b could not take over: its disk is full.',
    ]);
  });

  it('stays when nobody writes, as while a large table is changed', () => {
    const decision = new Scenario().scene({ ...failing, peer: { writeAgeMs: 7_600 } }, 60_000);
    expect(decision.actions).toEqual([]);
    expect(decision.alarms).toEqual(['No write succeeds, here or at b.']);
  });

  it('goes when the peer does not write either, but waits for this server', () => {
    const look = { ...serving.look, isPaused: true, pausesOthers: true };
    const peer = { writeAgeMs: 9_000, isHeldUp: true };
    expect(kinds(new Scenario().scene({ ...failing, look, peer }))).toEqual(['close gate']);
  });

  it('stays while writes wait for the peer: the trouble is not here', () => {
    const look = { ...serving.look, isPaused: true };
    const decision = new Scenario().scene({ ...failing, look });
    expect(decision.actions).toEqual([]);
    expect(decision.alarms).toEqual(['Writes wait for b.']);
  });

  it('stays for a while after the writing has moved, unless people moved it', () => {
    const scene = (planned: boolean) => ({
      ...full,
      look: { ...serving.look, writer: row('a', { ageMs: 10_000, planned }) },
    });
    expect(new Scenario().scene(scene(false)).actions).toEqual([]);
    expect(kinds(new Scenario().scene(scene(true)))).toEqual(['close gate']);
  });

  it('stays during a hold', () => {
    expect(new Scenario().scene({ ...full, orders: { holdMs: 1_000 } }).actions).toEqual([]);
    expect(new Scenario().scene({ ...full, peer: { holdMs: 1_000 } }).actions).toEqual([]);
  });
});

describe('the first start', () => {
  const nobody = { look: { writer: 'none' } } as const;

  it('has a make the tables and begin', () => {
    expect(kinds(new Scenario().scene({ look: { writer: 'no tables' } }))).toEqual(['make tables']);
    expect(new Scenario().scene(nobody).actions).toEqual([
      { kind: 'change writer', to: 'a', term: undefined, planned: true, reason: 'the first writer' },
    ]);
  });

  it('lets whoever holds the address begin, and waits for it no longer than the limit', () => {
    const scenario = new Scenario();
    expect(scenario.scene({ ...nobody, address: 'peer' }, 4_750).actions).toEqual([]);
    expect(kinds(scenario.scene({ ...nobody, address: 'peer' }, 1_000))).toEqual(['change writer']);
  });

  it('does not wait for a server that is not there', () => {
    const look = { ...nobody.look, peerIsMember: false };
    expect(kinds(new Scenario().scene({ look, address: 'peer', peer: 'silent' }))).toEqual(['change writer']);
  });
});
