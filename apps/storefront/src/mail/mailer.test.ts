import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeptMail, readKeptMails } from './file-mailer.ts';
import { createMailer, mailFolder, messageId } from './mailer.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mails-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const message = (dedupeKey: string) => ({
  to: 'ada@example.com',
  subject: `About ${dedupeKey}`,
  text: 'Hello',
  html: '<p>Hello</p>',
  dedupeKey,
});
const mailer = () =>
  createMailer({
    smtpUrl: undefined,
    mailFrom: 'Shop <shop@shop.test>',
    dataDir,
    publicUrl: new URL('https://shop.test'),
  });

describe('mails kept as files', () => {
  it('are read back whole', async () => {
    await mailer().send(message('a'));
    const [mail] = await readKeptMails(mailFolder({ dataDir }));
    expect(mail).toMatchObject({
      ...message('a'),
      from: 'Shop <shop@shop.test>',
      messageId: messageId('a', 'shop.test'),
    });
    expect(await readKeptMail(mailFolder({ dataDir }), mail!.id)).toEqual(mail);
  });

  it('are one mail when one is delivered twice, and leave no unfinished file', async () => {
    await mailer().send(message('a'));
    await mailer().send(message('a'));
    await mailer().send(message('b'));
    expect(await readdir(mailFolder({ dataDir }))).toHaveLength(2);
  });

  it('are none before the first', async () => {
    expect(await readKeptMails(mailFolder({ dataDir }))).toEqual([]);
  });

  it.each(['../../etc/passwd', 'x', '', '0'.repeat(32)])('are not found under %j', async (id) => {
    expect(await readKeptMail(mailFolder({ dataDir }), id)).toBeNull();
  });
});

describe('a Message-ID', () => {
  it('is the same for the same key, another for another, and tells nothing', () => {
    expect(messageId('order-link:7', 'shop.test')).toBe(messageId('order-link:7', 'shop.test'));
    expect(messageId('order-link:7', 'shop.test')).not.toBe(messageId('order-link:8', 'shop.test'));
    expect(messageId('order-link:7', 'shop.test')).toMatch(/^<[0-9a-f]{40}@shop\.test>$/);
  });
});
