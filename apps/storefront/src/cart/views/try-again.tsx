import { DatabaseUnavailable } from '@perfume/db-client';
import type { Request, Response } from 'express';
import { Button, sendPage } from '../../web/index.ts';

/** Seconds after which trying again makes sense. */
const retryAfterSeconds = 5;

export interface PostAgain {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** What the shopper wanted, for the button: "Add it to the cart". */
  readonly label: string;
  readonly advice: string;
}

/** A post that could not be carried out because the database is away, ready to be sent once more. */
export function TryAgain({ action, fields, label, advice }: PostAgain) {
  return (
    <div class="error-page wrap">
      <h1>One moment, please</h1>
      <p class="error-page__advice">{advice}</p>
      <form class="error-page__ways" action={action} method="post">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Button>{label}</Button>
      </form>
    </div>
  );
}

/**
 * Answers a post with a page to send it again from when the database is away; any other error is thrown on. Programs that
 * asked for JSON get the shop's usual error.
 */
export async function offerToTryAgain(
  req: Request,
  res: Response,
  error: unknown,
  post: PostAgain,
): Promise<void> {
  if (!(error instanceof DatabaseUnavailable) || req.accepts(['html', 'json']) === 'json') throw error;
  res.setHeader('Retry-After', retryAfterSeconds);
  await sendPage(req, res, {
    title: 'One moment, please',
    status: 503,
    robots: 'noindex',
    visibility: 'private',
    body: <TryAgain {...post} />,
  });
}
