import { expect, it } from 'vitest';
import { lastComponent } from './arbitrator.ts';

it('knows from its log whether garbd is a majority of one', () => {
  const line = (primary: string, members: number) =>
    `2026-11-24 13:00:00.000  INFO: New COMPONENT: primary = ${primary}, bootstrap = no, my_idx = 0, memb_num = ${members}\n`;
  expect(lastComponent(line('no', 1) + line('yes', 3) + line('yes', 1))).toEqual({
    isPrimary: true,
    members: 1,
  });
  expect(lastComponent(line('yes', 3) + line('no', 1))).toEqual({ isPrimary: false, members: 1 });
  expect(lastComponent('')).toBeUndefined();
});
