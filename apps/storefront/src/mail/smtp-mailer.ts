import { createTransport } from 'nodemailer';
import type { OutgoingMail } from './mailer.ts';

/** Waits in ms: to connect, for the server's greeting, and for any answer after that. */
const deadlines = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 5_000,
};

/**
 * Delivers over SMTP; every wait has its end.
 * @param url smtp://user:password@host:port, or smtps:// for TLS from the first byte
 */
export function createSmtpMailer(url: string): (mail: OutgoingMail) => Promise<void> {
  // A mail's text never makes the shop open files or addresses.
  const transport = createTransport({ url, ...deadlines, disableFileAccess: true, disableUrlAccess: true });
  return async ({ from, to, subject, text, html, messageId }) => {
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  };
}
