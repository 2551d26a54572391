import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Config } from '../config/index.ts';
import { createFileMailer } from './file-mailer.ts';

/** A mail as a feature writes it. */
export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What this mail is about; the same key makes the same Message-ID, so that a doubled delivery can be recognised. */
  readonly dedupeKey: string;
}

/** A mail as it leaves. */
export interface OutgoingMail extends MailMessage {
  readonly from: string;
  /** With its angle brackets. */
  readonly messageId: string;
}

export interface Mailer {
  /** @throws when the mail was not taken; the outbox tries again */
  send(message: MailMessage): Promise<void>;
}

export type MailConfig = Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'publicUrl'>;

/** Sends over SMTP where a server is set, else keeps mails as files that /dev/mail shows. */
export function createMailer(config: MailConfig): Mailer {
  const deliver =
    config.smtpUrl === undefined ? createFileMailer(mailFolder(config)) : smtpMailerOnDemand(config.smtpUrl);
  return {
    send: (message) =>
      deliver({
        ...message,
        from: config.mailFrom,
        messageId: messageId(message.dedupeKey, config.publicUrl.hostname),
      }),
  };
}

/** Its client is a third of the server's code: loaded with the first mail, it does not delay the start. */
function smtpMailerOnDemand(url: string): (mail: OutgoingMail) => Promise<void> {
  let made: Promise<(mail: OutgoingMail) => Promise<void>> | undefined;
  return async (mail) => {
    made ??= import('./smtp-mailer.ts').then(({ createSmtpMailer }) => createSmtpMailer(url));
    await (
      await made
    )(mail);
  };
}

/** Where mails are kept that nobody sends. */
export function mailFolder({ dataDir }: Pick<MailConfig, 'dataDir'>): string {
  return join(resolve(dataDir), 'mail');
}

/** The same for the same key, and telling nothing of what is in it. */
export function messageId(dedupeKey: string, host: string): string {
  return `<${createHash('sha256').update(dedupeKey).digest('hex').slice(0, 40)}@${host}>`;
}
