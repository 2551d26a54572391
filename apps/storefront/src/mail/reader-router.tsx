import { Router } from 'express';
import { NotFound, sendPage } from '../web/index.ts';
import { readKeptMail, readKeptMails } from './file-mailer.ts';
import { mailFolder, type MailConfig } from './mailer.ts';

const moment = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** A mail's HTML is shown as a mail program would: it runs nothing and loads nothing. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** Shows the mails that were kept as files instead of being sent. Never part of a shop in production. */
export function createMailReaderRouter(config: Pick<MailConfig, 'dataDir'>): Router {
  const router = Router();
  const folder = mailFolder(config);

  router.get('/dev/mail', async (req, res) => {
    const mails = await readKeptMails(folder);
    await sendPage(req, res, {
      title: 'Kept mails',
      robots: 'noindex',
      visibility: 'private',
      body: (
        <div class="information wrap">
          <div class="prose">
            <h1>Kept mails</h1>
            <p class="prose__lead">
              This shop sends no mail: what it would have sent is kept here, newest first.
            </p>
            {mails.length === 0 && (
              <p>Nothing yet. Place an order and its confirmation appears within seconds.</p>
            )}
            <ul>
              {mails.map((mail) => (
                <li>
                  <a href={`/dev/mail/${mail.id}`}>{mail.subject}</a>
                  <br />
                  to {mail.to},{' '}
                  <time dateTime={mail.keptAt.toISOString()}>{moment.format(mail.keptAt)} UTC</time>
                </li>
              ))}
            </ul>
          </div>
        </div>
      ),
    });
  });

  router.get('/dev/mail/:id', async (req, res) => {
    const mail = await readKeptMail(folder, req.params.id);
    if (!mail) throw new NotFound('There is no such mail');
    await sendPage(req, res, {
      title: mail.subject,
      robots: 'noindex',
      visibility: 'private',
      body: (
        <div class="information wrap">
          <div class="prose">
            <p>
              <a href="/dev/mail">All kept mails</a>
            </p>
            <h1>{mail.subject}</h1>
            <p>
              From {mail.from} to {mail.to}, {moment.format(mail.keptAt)} UTC
            </p>
            <p>
              <a href={`/dev/mail/${mail.id}/html`}>As HTML</a>
            </p>
            {mail.text.split(/\n{2,}/).map((paragraph) => (
              <p>
                {paragraph.split('\n').map((line, index) => (
                  <>
                    {index > 0 && <br />}
                    {/^https?:\/\/\S+$/.test(line) ? <a href={line}>{line}</a> : line}
                  </>
                ))}
              </p>
            ))}
          </div>
        </div>
      ),
    });
  });

  router.get('/dev/mail/:id/html', async (req, res) => {
    const mail = await readKeptMail(folder, req.params.id);
    if (!mail) throw new NotFound('There is no such mail');
    res.setHeader('Content-Security-Policy', mailPolicy);
    res.setHeader('Cache-Control', 'no-store');
    res.type('html').send(mail.html);
  });

  return router;
}
