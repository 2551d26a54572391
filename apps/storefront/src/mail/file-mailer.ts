import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { OutgoingMail } from './mailer.ts';

const keptMail = z.object({
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  messageId: z.string(),
  dedupeKey: z.string(),
});

export interface KeptMail extends OutgoingMail {
  readonly id: string;
  readonly keptAt: Date;
}

const newestShown = 100;

/**
 * Keeps mails as files. A file appears whole or not at all, and a mail that is delivered twice is one file, as it is one
 * mail to a reader who compares Message-IDs.
 */
export function createFileMailer(folder: string): (mail: OutgoingMail) => Promise<void> {
  return async (mail) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const target = join(folder, `${idOf(mail.messageId)}.json`);
    const unfinished = `${target}.${randomUUID()}.tmp`;
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify(mail));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, target);
  };
}

/** The newest mails of the folder, newest first. */
export async function readKeptMails(folder: string): Promise<readonly KeptMail[]> {
  const ids = (await namesIn(folder)).filter(isMailFile).map((name) => name.slice(0, -'.json'.length));
  const mails = await Promise.all(ids.map((id) => readKeptMail(folder, id)));
  return mails
    .filter((mail) => mail !== null)
    .sort((a, b) => b.keptAt.getTime() - a.keptAt.getTime())
    .slice(0, newestShown);
}

/** One mail of the folder; null when there is none with this id. */
export async function readKeptMail(folder: string, id: string): Promise<KeptMail | null> {
  if (!isMailFile(`${id}.json`)) return null;
  const path = join(folder, `${id}.json`);
  try {
    const [text, { mtime }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return { ...keptMail.parse(JSON.parse(text)), id, keptAt: mtime };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function isMailFile(name: string): boolean {
  return /^[0-9a-f]{32}\.json$/.test(name);
}

function idOf(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 32);
}
