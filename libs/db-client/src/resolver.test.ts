import { describe, expect, it } from 'vitest';
import { lookupBy, systemLookup, type Lookup } from './resolver.ts';

const lookUp = (lookup: Lookup, all = false) =>
  new Promise<unknown>((resolve, reject) => {
    lookup('endpoint.test', { all }, (error, address, family) => {
      if (error) reject(error);
      else resolve(all ? address : [address, family]);
    });
  });

/** A name server that answers by hand. */
function nameServer() {
  const questions: ((address: string) => void)[] = [];
  const lookup = systemLookup(
    () =>
      new Promise((resolve) => {
        questions.push((address) => resolve([{ address, family: 4 }]));
      }),
  );
  return { questions, lookup };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the system resolver', () => {
  it('has one question under way, and answers nobody with what was asked before they came', async () => {
    const { questions, lookup } = nameServer();
    const first = lookUp(lookup);
    const later = [lookUp(lookup), lookUp(lookup)];
    expect(questions).toHaveLength(1);
    questions[0]?.('10.0.0.1');
    expect(await first).toEqual(['10.0.0.1', 4]);
    await settled();
    expect(questions).toHaveLength(2);
    questions[1]?.('10.0.0.2');
    expect(await Promise.all(later)).toEqual([
      ['10.0.0.2', 4],
      ['10.0.0.2', 4],
    ]);
    const afterwards = lookUp(lookup, true);
    questions[2]?.('10.0.0.3');
    expect(await afterwards).toEqual([{ address: '10.0.0.3', family: 4 }]);
  });
});

describe('a resolver that is given', () => {
  it('is asked for one address, of either family', async () => {
    expect(await lookUp(lookupBy(() => Promise.resolve('::1')))).toEqual(['::1', 6]);
    await expect(lookUp(lookupBy(() => Promise.reject(new Error('no such name'))))).rejects.toThrow(
      'no such',
    );
  });
});
