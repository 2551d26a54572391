import { describe, expect, it } from 'vitest';
import type { AssociateOutcome } from '../decide/observation.ts';
import { held, kinds, row, Scenario, type Scene } from '../testing/scenario.ts';

const writer = { look: { writer: row('a'), isGateOpen: true } } as const;
const given = (at: number, associationId = 'eipassoc-new'): AssociateOutcome => ({
  at,
  ok: true,
  associationId,
});
const failed = (at: number, kind: 'taken' | 'throttled' | 'refused' | 'unanswered'): AssociateOutcome => ({
  at,
  ok: false,
  trouble: { kind, sentence: `It is ${kind}.` },
});

/** An agent that has held the address in this term, as Amazon has shown. */
function holding(): Scenario {
  const scenario = new Scenario();
  scenario.scene({ ...writer, address: held('self', 'eipassoc-new') }, 1_000);
  return scenario;
}

describe('the writer and the address', () => {
  it('takes an address that nobody holds in the way that Amazon refuses when somebody does', () => {
    expect(new Scenario().scene({ ...writer, address: 'nobody' }).actions).toEqual([
      { kind: 'associate', allowReassociation: false },
    ]);
  });

  it('takes it from the former writer in one call', () => {
    expect(new Scenario().scene({ ...writer, address: 'peer' }).actions).toEqual([
      { kind: 'associate', allowReassociation: true },
    ]);
  });

  it('calls Amazon only when a write has just proved the majority', () => {
    const decision = new Scenario().scene({ ...writer, address: 'peer', self: { writeAgeMs: 2_600 } });
    expect(decision.actions).toEqual([]);
    expect(decision.sentence).toContain('once a write proves the majority');
  });

  it('makes one call at a time', () => {
    expect(new Scenario().scene({ ...writer, address: 'peer', busy: { address: true } }).actions).toEqual([]);
  });

  it('tells when the other agent was first, looks again, and then takes it on purpose', () => {
    const scenario = new Scenario();
    scenario.scene({ ...writer, address: 'nobody' });
    const outcome = failed(scenario.now, 'taken');
    expect(scenario.scene({ ...writer, address: 'nobody', outcome }, 1).actions).toEqual([]);
    expect(scenario.scene({ ...writer, address: 'peer', outcome }, 500).actions).toEqual([
      { kind: 'associate', allowReassociation: true },
    ]);
  });

  it('waits for Amazon to show what it has done, and believes no older answer', () => {
    const scenario = new Scenario();
    scenario.scene({ ...writer, address: held('peer', 'eipassoc-old') });
    const outcome = given(scenario.now);
    const stale: Scene = { ...writer, address: held('peer', 'eipassoc-old'), outcome };
    const waiting = scenario.scene(stale, 10_000);
    expect(waiting.actions).toEqual([]);
    expect(waiting.sentence).toContain('waits for Amazon to show it');
    const shown = scenario.scene({ ...writer, address: held('self', 'eipassoc-new'), outcome });
    expect(shown.sentence).toBe('a is the writer and holds the address.');
    expect(scenario.scene(stale, 10_000).sentence).toBe('a is the writer and holds the address.');
  });

  it('does not take an answer from before its term for its own', () => {
    const scenario = new Scenario();
    scenario.scene({ look: { writer: row('b', { term: 2 }) }, address: held('self', 'eipassoc-old') });
    const asked = scenario.scene({ ...writer, address: held('self', 'eipassoc-old') }, 1);
    expect(asked.sentence).toContain('asks Amazon whether it holds the address');
    expect(kinds(scenario.scene({ ...writer, address: held('peer', 'eipassoc-new') }))).toEqual([
      'associate',
    ]);
    expect(kinds(scenario.scene({ ...writer, address: held('self', 'eipassoc-old') }))).not.toContain(
      'close gate',
    );
  });

  it('associates again what Amazon has confirmed and never shows', () => {
    const scenario = new Scenario();
    scenario.scene({ ...writer, address: held('peer', 'eipassoc-old') });
    const stale: Scene = { ...writer, address: held('peer', 'eipassoc-old'), outcome: given(scenario.now) };
    expect(scenario.scene(stale, 14_000).actions).toEqual([]);
    expect(kinds(scenario.scene(stale, 1_250))).toEqual(['associate']);
  });

  it('takes back at once what nobody holds any more', () => {
    expect(holding().scene({ ...writer, address: 'nobody' }).actions).toEqual([
      { kind: 'associate', allowReassociation: false },
    ]);
  });

  it('pauses longer and longer while Amazon throttles', () => {
    const scenario = new Scenario();
    let attempts = 0;
    let outcome: AssociateOutcome | undefined;
    for (let step = 0; step < 120; step += 1) {
      const scene: Scene = { ...writer, address: 'nobody', ...(outcome && { outcome }) };
      if (!kinds(scenario.scene(scene)).includes('associate')) continue;
      attempts += 1;
      outcome = failed(scenario.now, 'throttled');
    }
    expect(attempts).toBeGreaterThan(8);
    expect(attempts).toBeLessThan(25);
  });

  it('raises an alarm with what to do when Amazon refuses', () => {
    const scenario = new Scenario();
    scenario.scene({ ...writer, address: 'nobody' });
    const decision = scenario.scene({
      ...writer,
      address: 'nobody',
      outcome: failed(scenario.now, 'refused'),
    });
    expect(decision.alarms).toEqual(['It is refused.']);
    expect(decision.actions).toEqual([]);
  });

  it('leaves the address to an interface that is neither data server', () => {
    const decision = new Scenario().scene({ ...writer, address: 'other' });
    expect(decision.actions).toEqual([]);
    expect(decision.alarms).toEqual([
      'The address is held by eni-of-other, which is neither data server: it is left there until people move it.',
    ]);
  });

  it('touches nothing during a hold', () => {
    expect(new Scenario().scene({ ...writer, address: 'nobody', orders: { holdMs: 1 } }).actions).toEqual([]);
  });
});

describe('an address that somebody moved to the peer', () => {
  const moved = { ...writer, address: held('peer', 'eipassoc-by-hand') };

  it('is followed: the writing is handed over', () => {
    const scenario = holding();
    expect(scenario.scene(moved, 4_500).actions).toEqual([]);
    const decision = scenario.scene(moved, 1_000);
    expect(decision.actions).toEqual([{ kind: 'close gate', drain: true }]);
    expect(decision.sentence).toContain('somebody moved the address to b');
  });

  it('is taken back when the peer could not serve', () => {
    const scenario = holding();
    const peer = { isEligible: false, reason: 'its disk is full' };
    expect(scenario.scene({ ...moved, peer }, 5_500).actions).toEqual([
      { kind: 'associate', allowReassociation: true },
    ]);
  });
});

describe('an address that cannot be brought here', () => {
  it('draws the writing back to where it is when Amazon refuses for good', () => {
    const scenario = new Scenario();
    scenario.scene({ ...writer, address: 'peer' });
    const decision = scenario.scene({ ...writer, address: 'peer', outcome: failed(scenario.now, 'refused') });
    expect(decision.sentence).toContain('the address cannot be brought from b to a');
    expect(kinds(decision)).toEqual(['close gate']);
  });

  it('does so after a while when Amazon does not answer', () => {
    const scenario = new Scenario();
    scenario.scene({ ...writer, address: 'peer' });
    const outcome = failed(scenario.now, 'unanswered');
    expect(kinds(scenario.scene({ ...writer, address: 'peer', outcome }, 29_000))).not.toContain(
      'close gate',
    );
    expect(kinds(scenario.scene({ ...writer, address: 'peer', outcome }, 1_500))).toEqual(['close gate']);
  });

  it('leaves the writing here when the server there could not serve', () => {
    const scenario = new Scenario();
    scenario.scene({ ...writer, address: 'peer' });
    const scene = {
      ...writer,
      address: 'peer',
      outcome: failed(scenario.now, 'refused'),
      peer: 'silent',
    } as const;
    expect(kinds(scenario.scene(scene, 20_000))).not.toContain('close gate');
  });
});
