import { describe, expect, it } from 'vitest';
import type { Facts } from './facts.ts';
import { environmentOf, factsOf } from './instance-environment.ts';
import { appFacts, dataFacts, instance, witnessFacts } from './testing/facts.ts';

const all: Facts[] = [
  { role: 'app', ...appFacts, instance, environment: { AWS_ENDPOINT_URL: 'http://10.20.254.10' } },
  { role: 'data', ...dataFacts, instance },
  {
    role: 'data',
    ...dataFacts,
    node: 'b',
    tunnelInterface: 'wg-b',
    tunnelAddresses: { a: '127.77.0.1', b: '127.77.0.2', c: '127.77.0.3' },
    tunnelEndpoints: { a: '10.20.0.99:1' },
    tunnel: false,
  },
  { role: 'witness', ...witnessFacts, instance },
];

describe('instance.env', () => {
  it('tells every kind of instance all that its template and its metadata said', () => {
    for (const facts of all) {
      const settings = facts.role === 'app' ? facts.settings : {};
      expect(factsOf(environmentOf(facts), settings)).toEqual(facts);
    }
  });

  it('is refused by the name of what is missing in it', () => {
    const variables = environmentOf(all[1]!);
    for (const name of ['SHOP_NAME', 'DATA_BUCKET', 'NODE_C_ADDRESS', 'MEMORY_MIB', 'INSTANCE_ROLE']) {
      expect(() => factsOf({ ...variables, [name]: '' })).toThrow(`${name} is not set`);
    }
    expect(() => factsOf({ ...variables, INSTANCE_NODE: 'c' })).toThrow('a data server is a or b');
    expect(() => factsOf({ ...variables, INSTANCE_ROLE: 'cache' })).toThrow('must be app, data or witness');
  });
});
