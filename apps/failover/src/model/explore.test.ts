import { describe, expect, it } from 'vitest';
import { decide, type Decide } from '../decide/decide.ts';
import { explore } from './explore.ts';

/**
 * The decision of both agents in every order of events that two faults allow. FAILOVER_SEARCH=wide allows two from the very
 * first start as well, which takes some minutes; deep goes on to three, which takes a quarter of an hour and 4 GB.
 */
const search = process.env['FAILOVER_SEARCH'];
const deep = search === 'deep';
const wide = search === 'wide' || deep;
const thorough = { restRounds: 40, mostViolations: 1 };

describe('two agents, a cluster and an API that fail in every order', { timeout: 3_600_000 }, () => {
  it('never have two writers, never move without the majority, and always come to one that serves', () => {
    const found = explore({ begin: 'settled', faults: 2, rounds: 8, ...thorough });
    expect(found.violations).toEqual([]);
    expect(found.worlds).toBeGreaterThan(10_000);
  });

  it('do so from the very first start, too', () => {
    const found = explore({ begin: 'boot', faults: wide ? 2 : 1, rounds: 8, ...thorough });
    expect(found.violations).toEqual([]);
    expect(found.worlds).toBeGreaterThan(wide ? 10_000 : 1_000);
  });

  it.runIf(deep)('do so with three faults', () => {
    expect(explore({ begin: 'settled', faults: 3, rounds: 6, ...thorough }).violations).toEqual([]);
  });
});

describe('the search', () => {
  const without =
    (
      change: (decision: ReturnType<Decide>, ...seen: Parameters<Decide>) => Partial<ReturnType<Decide>>,
    ): Decide =>
    (...seen) => {
      const decision = decide(...seen);
      return { ...decision, ...change(decision, ...seen) };
    };

  it.each([
    [
      'an agent that does not close its gate outside the majority',
      without(({ actions, standing }) => ({
        actions: actions.filter(({ kind }) => standing !== 'outside the majority' || kind !== 'close gate'),
      })),
      'both servers accept writes',
    ],
    [
      'an agent that opens its gate in an old term',
      without(({ actions, memory }) => ({
        actions: actions.map((action) =>
          action.kind === 'change writer' && action.reason.endsWith('goes on')
            ? { kind: 'open gate' as const }
            : action,
        ),
        memory,
      })),
      'both servers accept writes',
    ],
    [
      'an agent that goes after the address whenever the other one has it',
      without(({ actions }, { address, busy }) => ({
        actions:
          address.look?.holder === 'peer' && !busy.address
            ? [...actions, { kind: 'associate' as const, allowReassociation: true }]
            : actions,
      })),
      'goes after the address although the majority has another writer',
    ],
    [
      'an agent that never takes over',
      without(({ actions }) => ({ actions: actions.filter(({ kind }) => kind !== 'change writer') })),
      'no server serves',
    ],
  ])('finds out %s', (_, decideBy, promise) => {
    const { violations } = explore({
      begin: 'settled',
      faults: 2,
      rounds: 10,
      restRounds: 40,
      mostViolations: 1,
      decideBy,
    });
    expect(violations[0]?.promise).toContain(promise);
  });
});
