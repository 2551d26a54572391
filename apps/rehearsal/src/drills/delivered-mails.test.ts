import { expect, it } from 'vitest';
import { readMails } from './delivered-mails.ts';

it('a mail is known by its reader and its Message-ID, and half a one is none', () => {
  const printed = [
    '1a.json:"to":"x-1@shoppers.example"',
    '1a.json:"messageId":"<one@shop>"',
    '2b.json:"to":"x-2@shoppers.example"',
  ].join('\n');
  expect(readMails(`${printed}\n`)).toEqual([{ to: 'x-1@shoppers.example', messageId: '<one@shop>' }]);
});
