import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { site } from '../web/index.ts';

const body = 'margin:0;padding:24px 12px;background:#f4efe8;color:#241f1a;font:16px/1.5 Georgia,serif';
const card = 'max-width:600px;margin:0 auto;padding:32px 28px;background:#fffdfa;border:1px solid #e3dad0';
const name = 'margin:0 0 24px;font-size:22px;letter-spacing:2px';
const footer = 'margin:32px 0 0;padding-top:16px;border-top:1px solid #e3dad0;color:#6b6157;font-size:14px';

/** The HTML document of a mail. Everything in it is escaped; mail programs get their styles inline. */
export function renderMail(mail: {
  readonly title: string;
  /** Where to write with questions. */
  readonly contactEmail: string;
  readonly children: ComponentChildren;
}): string {
  return `<!doctype html>${renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{mail.title}</title>
      </head>
      <body style={body}>
        <div style={card}>
          <p style={name}>{site.name}</p>
          {mail.children}
          <p style={footer}>
            Questions? Write to <a href={`mailto:${mail.contactEmail}`}>{mail.contactEmail}</a>. This mail was
            sent because of an order at {site.name}; it is not advertising.
          </p>
        </div>
      </body>
    </html>,
  )}`;
}

/** The same foot in the text of a mail. */
export function textFoot(contactEmail: string): string {
  return [
    '--',
    `Questions? Write to ${contactEmail}.`,
    `This mail was sent because of an order at ${site.name}; it is not advertising.`,
  ].join('\n');
}

/** Text from outside on one line: no line of its own can be smuggled into a mail. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim();
}
