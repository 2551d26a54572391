import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ButtonLink } from './components/index.ts';
import { webContext } from './context.ts';
import { HttpError, NotFound } from './errors.ts';
import { pageKeeperOf } from './page-keeper.ts';
import { sendPage } from './page.tsx';
import { requestIdOf } from './request-log.ts';

/** Anything that no route answered. */
export const answerNotFound: RequestHandler = () => {
  throw new NotFound();
};

/** Turns an error of a library into one of ours, or leaves it. */
export type ErrorTranslation = (error: unknown) => HttpError | undefined;

/**
 * Draws every error as a page (or as JSON where that was asked for): what happened, what to do, and an id to name when
 * asking for help. What went wrong inside is for the log alone.
 */
export function drawErrors(translate: ErrorTranslation): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const { logger } = webContext(req);
    const known =
      error instanceof HttpError ? error : (translate(error) ?? ofParser(error) ?? unexpected(error));
    if (known.status >= 500)
      logger.error({ err: error, requestId: requestIdOf(res), code: known.code }, known.title);
    if (res.headersSent) {
      next(error);
      return;
    }
    if (known.status >= 500 && pageKeeperOf(res)?.answerWithKept()) return;
    if (known.retryAfterSeconds !== undefined) res.setHeader('Retry-After', known.retryAfterSeconds);
    res.setHeader('Cache-Control', 'no-store');
    if (req.accepts(['html', 'json']) === 'json') {
      res.status(known.status).json({ code: known.code, title: known.title, advice: known.advice });
      return;
    }
    await sendPage(req, res, {
      title: known.title,
      status: known.status,
      robots: 'noindex',
      visibility: 'private',
      body: <ErrorBody error={known} requestId={requestIdOf(res)} />,
    });
  };
}

function ErrorBody({ error, requestId }: { error: HttpError; requestId: string }) {
  return (
    <div class="error-page wrap">
      <p class="error-page__status">{error.status}</p>
      <h1>{error.title}</h1>
      <p class="error-page__advice">{error.advice}</p>
      <div class="error-page__ways">
        <ButtonLink href="/">To the start page</ButtonLink>
        <ButtonLink href="/search" kind="secondary">
          Search the shop
        </ButtonLink>
      </div>
      {error.status >= 500 && (
        <p class="error-page__id">If it keeps happening, tell us this number: {requestId}</p>
      )}
    </div>
  );
}

function unexpected(cause: unknown): HttpError {
  return new HttpError(
    500,
    'unexpected',
    'Something went wrong on our side',
    'We have been told. Go back and try again; what you put into your cart is still there.',
    { cause },
  );
}

/** Express's own body parsers and router throw plain errors with a status. */
function ofParser(error: unknown): HttpError | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413) {
    return new HttpError(
      413,
      'too-large',
      'That was too much to send at once',
      'Shorten what you typed and send it again.',
    );
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new HttpError(
      status,
      'bad-request',
      'We could not read that request',
      'Go back to the page and try it again from there.',
    );
  }
  return undefined;
}
