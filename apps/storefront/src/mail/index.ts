export { oneLine, renderMail, textFoot } from './mail-frame.tsx';
export { createMailer, type Mailer, type MailMessage } from './mailer.ts';
export { createMailReaderRouter } from './reader-router.tsx';
