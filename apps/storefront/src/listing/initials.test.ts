import { describe, expect, it } from 'vitest';
import { groupByInitial } from './initials.ts';

const named = (...names: string[]) => names.map((name) => ({ slug: name.toLowerCase(), name, count: 1 }));

describe('groupByInitial', () => {
  it('puts accented letters under their plain ones and everything else at the end', () => {
    const groups = groupByInitial(named('Zeta', '4711', 'Élan', 'eden', '香', 'Ångström'));
    expect(groups.map(({ initial, names }) => [initial, names.map(({ name }) => name)])).toEqual([
      ['A', ['Ångström']],
      ['E', ['eden', 'Élan']],
      ['Z', ['Zeta']],
      ['0–9', ['4711', '香']],
    ]);
  });

  it('gives every group an anchor that is a plain word', () => {
    expect(groupByInitial(named('1 Million', 'Bel')).map(({ anchor }) => anchor)).toEqual(['b', 'other']);
  });

  it('reads past punctuation at the start of a name', () => {
    expect(groupByInitial(named('“Quoted”'))[0]?.initial).toBe('Q');
  });
});
