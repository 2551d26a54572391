import { describe, expect, it } from 'vitest';
import { CodeTable } from './code-table.ts';

describe('CodeTable', () => {
  it('finds thousands of codes again, and none that it was not given', () => {
    const table = new CodeTable();
    for (let at = 0; at < 5_000; at += 1) table.set(`SKU-${at}-X`, at);
    for (let at = 0; at < 5_000; at += 1) expect(table.get(`SKU-${at}-X`)).toBe(at);
    for (let at = 5_000; at < 10_000; at += 1) expect(table.get(`SKU-${at}-X`)).toBeUndefined();
  });

  it('compares letters and digits only, and digits without leading zeros', () => {
    const table = new CodeTable();
    table.set('Ab-12 / c', 7);
    table.set('0041554565470', 8);
    expect(table.get('ab12C')).toBe(7);
    expect(table.get('41554565470')).toBe(8);
  });

  it('follows a code to its latest row', () => {
    const table = new CodeTable();
    table.set('A-1', 1);
    table.set('A-1', 2);
    expect(table.get('A-1')).toBe(2);
  });
});
