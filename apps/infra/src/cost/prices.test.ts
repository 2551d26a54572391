import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { priceRows } from './print-sources.ts';
import { sources, type Source } from './prices/sources.ts';
import { measuredProcess } from './trade/capacity.ts';

describe('the price table', () => {
  it('names for each price a source that says where and of which kind it is', () => {
    for (const { what, usd, per, source } of priceRows()) {
      expect(Number.isFinite(usd), what).toBe(true);
      expect(per, what).not.toBe('');
      const { title, address }: Source = sources[source];
      expect(`${title}${address}`, what).toMatch(/\S/);
    }
  });
  it('has no source that no price goes back to', () => {
    const used = new Set<string>([...priceRows().map(({ source }) => source), 'cloudwatch']);
    expect(Object.keys(sources).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('the capacity of an app server', () => {
  const page = readFileSync(
    resolve(import.meta.dirname, '../../../../docs/reference/performance.md'),
    'utf8',
  );

  /** Requests per second in the row that begins so; a row is asked for by its words, figures may be bold. */
  const measured = (row: string) => {
    const cells = page
      .split('\n')
      .find((each) => each.includes(row))!
      .split('|');
    return Number(cells[3]!.replace(/[^\d]/g, ''));
  };

  it.each([
    ['product, from the page cache', measuredProcess.keptPagesPerSecond],
    ['product, for the first time', measuredProcess.madePagesPerSecond],
  ])('is not above what docs/reference/performance.md measured of "%s"', (row, taken) => {
    expect(taken).toBeLessThanOrEqual(measured(row));
  });
});
