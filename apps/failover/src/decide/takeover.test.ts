import { describe, expect, it } from 'vitest';
import { kinds, outsideMajority, row, Scenario } from '../testing/scenario.ts';

const writerIsGone = { look: { peerIsMember: false, size: 2 }, peer: 'silent' } as const;

describe('an agent whose peer is the writer', () => {
  it('stands by while the writer is in the cluster', () => {
    const decision = new Scenario().scene({ address: 'peer' });
    expect(decision).toMatchObject({ standing: 'standby', actions: [], alarms: [] });
    expect(decision.sentence).toBe('b is the writer; a stands by.');
  });

  it('becomes the writer when the writer has left the cluster and the majority is here', () => {
    const decision = new Scenario().scene({ ...writerIsGone, address: 'peer' });
    expect(decision.actions).toEqual([
      { kind: 'change writer', to: 'a', term: 3, planned: false, reason: 'b left the cluster' },
    ]);
    expect(decision.sentence).toBe('b has left the cluster: a becomes the writer.');
  });

  it('moves nothing for a cut tunnel: the writer is still a member, through the witness', () => {
    const decision = new Scenario().scene({ peer: 'silent', address: 'peer' }, 3_600_000);
    expect(decision.actions).toEqual([]);
    expect(decision.alarms).toEqual(['The agent of b does not answer.']);
  });

  it.each([
    ['is not Synced', { look: { ...writerIsGone.look, isSynced: false, stateName: 'Joined' } }],
    ['has a full disk', { ...writerIsGone, self: { diskFreeMiB: 12 } }],
    ['has not written for long', { ...writerIsGone, self: { writeAgeMs: 9_000 } }],
    ['has never written', { ...writerIsGone, self: { writeAgeMs: Infinity } }],
  ])('does not become it when its own node %s', (_, scene) => {
    const decision = new Scenario().scene({ ...writerIsGone, ...scene });
    expect(kinds(decision)).not.toContain('change writer');
    expect(decision.alarms).not.toEqual([]);
  });

  it('decides nothing outside the majority, whatever it hears', () => {
    const decision = new Scenario().scene({ look: outsideMajority, peer: 'silent', address: 'nobody' });
    expect(decision).toMatchObject({ standing: 'outside the majority', actions: [] });
  });

  it('leaves it to people when both say that they are the majority', () => {
    const peer = { isPrimary: true, peerIsMember: false, clusterId: 'another one' };
    const decision = new Scenario().scene({ look: writerIsGone.look, peer });
    expect(decision.actions).toEqual([]);
    expect(decision.sentence).toContain('two clusters');
  });

  it('takes over from a server that only believes that it is the majority: its writes hang', () => {
    const peer = { isPrimary: true, peerIsMember: false, writeAgeMs: 4_000, isEligible: false };
    const decision = new Scenario().scene({ look: writerIsGone.look, peer });
    expect(kinds(decision)).toEqual(['change writer']);
  });

  it('takes nothing back when it comes back after the other one has taken over', () => {
    const scenario = new Scenario();
    scenario.scene({ look: { ...outsideMajority, isGateOpen: true }, peer: 'silent' });
    const decision = scenario.scene({ look: { writer: row('b', { term: 4 }) }, address: 'peer' }, 600_000);
    expect(decision).toMatchObject({ standing: 'standby', actions: [] });
  });

  it('is put off by a hold, but closes a gate that should not be open all the same', () => {
    const orders = { holdMs: 60_000 };
    const held = new Scenario().scene({ ...writerIsGone, orders });
    expect(held.actions).toEqual([]);
    expect(held.alarms).toEqual(['b has left the cluster, but automatic moves are held.']);
    expect(kinds(new Scenario().scene({ look: { isGateOpen: true }, orders }))).toEqual(['close gate']);
  });

  it('does not trust a row that is older than the one its peer has seen', () => {
    const look = { writer: row('a', { term: 3 }), isGateOpen: true };
    const decision = new Scenario().scene({ look, peer: { writer: { node: 'b', term: 4 } } });
    expect(kinds(decision)).toEqual(['close gate']);
  });

  it('takes the terms of a restored cluster for what they are', () => {
    const scenario = new Scenario();
    scenario.scene({ look: { writer: row('b', { term: 70 }) } });
    const look = { clusterId: 'restored', writer: row('a', { term: 2 }) };
    const peer = { clusterId: 'restored', writer: { node: 'a', term: 2 } } as const;
    expect(scenario.scene({ look, peer, address: 'self' })).toMatchObject({
      standing: 'writer',
      memory: { writer: { node: 'a', term: 2 } },
    });
  });
});

describe('a member that must be put out of the cluster', () => {
  const asking = { peer: { relief: 'its MariaDB does not answer', isEligible: false } };

  it('is put out once it has asked for it for a while', () => {
    const scenario = new Scenario();
    expect(scenario.scene(asking).actions).toEqual([]);
    const decision = scenario.scene(asking, 1_750);
    expect(decision.actions).toEqual([{ kind: 'evict peer' }]);
    expect(decision.alarms).toEqual([
      'b is put out of the cluster: b asks to be relieved, as its MariaDB does not answer.',
    ]);
  });

  it('is put out when it holds up every write and its agent says nothing', () => {
    const scene = { look: { isPaused: true }, peer: 'silent', self: { writeAgeMs: 16_500 } } as const;
    expect(kinds(new Scenario().scene(scene))).toEqual(['evict peer']);
  });

  it('is left alone when it only applies writes slowly', () => {
    const scene = { look: { isPaused: true }, self: { writeAgeMs: 16_500 } };
    expect(new Scenario().scene(scene).actions).toEqual([]);
  });

  it('is left alone for a while after the writing has moved', () => {
    const look = { writer: row('b', { ageMs: 4_000 }) };
    const scenario = new Scenario();
    scenario.scene({ ...asking, look });
    const decision = scenario.scene({ ...asking, look }, 5_000);
    expect(decision.actions).toEqual([]);
    expect(decision.sentence).toContain('the writing has just moved');
    const planned = { writer: row('b', { ageMs: 4_000, planned: true }) };
    expect(kinds(scenario.scene({ ...asking, look: planned }))).toEqual(['evict peer']);
  });
});

describe('a standby that cannot write', () => {
  it('leaves the cluster when it holds up the writer', () => {
    const scene = { look: { isPaused: true, pausesOthers: true }, self: { writeAgeMs: 8_500 } };
    const decision = new Scenario().scene(scene);
    expect(decision.actions).toEqual([{ kind: 'leave cluster' }]);
    expect(decision.memory.leftAt).toBeDefined();
  });

  it('stays when the cluster would have no majority without it', () => {
    const scene = {
      look: { isPaused: true, pausesOthers: true, size: 2 },
      peer: { size: 2 },
      self: { writeAgeMs: 8_500 },
    };
    expect(new Scenario().scene(scene).actions).toEqual([]);
  });

  it('stays when the writer would be left with a full disk of its own', () => {
    const peer = { isEligible: false, reason: 'its disk is full' };
    expect(new Scenario().scene({ self: { diskFreeMiB: 3 }, peer }).actions).toEqual([]);
  });

  it('comes back when it is outside, well and has waited', () => {
    const scenario = new Scenario();
    scenario.scene({ self: { diskFreeMiB: 3 } });
    const well = { look: outsideMajority, self: { writeAgeMs: 40_000 } };
    expect(scenario.scene(well, 10_000).actions).toEqual([]);
    expect(scenario.scene({ ...well, self: { ...well.self, diskFreeMiB: 300 } }, 60_000).sentence).toContain(
      'no room',
    );
    expect(kinds(scenario.scene(well))).toEqual(['rejoin cluster']);
  });

  it('asks for a restart when Galera has ended in its server', () => {
    const scene = { look: { ...outsideMajority, isGaleraClosed: true } };
    const scenario = new Scenario();
    scenario.scene(scene, 29_750);
    expect(kinds(scenario.scene(scene, 500))).toEqual(['request restart']);
  });
});
