import { Router, type Request } from 'express';
import { keepAddressSecret } from '../../orders/index.ts';
import { Button, formatMoney, NotFound, sendPage } from '../../web/index.ts';
import type { PaymentProvider } from '../provider.ts';
import type { Intent } from './intents.ts';
import { TestProvider } from './test-provider.ts';

/** The pages of the test bank: where a challenge is approved or refused, now or on another day. */
export function createTestProviderRouter({ payments }: { readonly payments: PaymentProvider }): Router {
  const router = Router();
  if (!(payments instanceof TestProvider)) return router;

  const intentOf = async (req: Request<{ reference: string }>): Promise<Intent> => {
    const { reference } = req.params;
    const intent = /^[\w-]{22}$/.test(reference) ? await payments.intents.byReference(reference) : undefined;
    if (!intent) throw new NotFound('The test bank knows no such payment');
    return intent;
  };

  router.get('/test-provider/challenge/:reference', async (req, res) => {
    const intent = await intentOf(req);
    keepAddressSecret(res, 'same-origin');
    await sendPage(req, res, {
      title: 'Test bank: confirm your payment',
      robots: 'noindex',
      visibility: 'private',
      bodyClass: 'test-bank-page',
      body: <ChallengePage intent={intent} />,
    });
  });

  router.post('/test-provider/challenge/:reference', async (req: Request<{ reference: string }>, res) => {
    const intent = await intentOf(req);
    const { decision } = (req.body ?? {}) as Record<string, unknown>;
    await payments.answerChallenge(intent, decision === 'approve');
    keepAddressSecret(res);
    res.redirect(303, returnPath(intent));
  });

  return router;
}

function ChallengePage({ intent }: { intent: Intent }) {
  const amount = formatMoney(intent.amount_cents, intent.currency);
  return (
    <div class="test-bank wrap">
      <div class="test-bank__card">
        <p class="test-bank__name">Test bank</p>
        {intent.state === 'challenge' ? (
          <>
            <h1 class="test-bank__title">Confirm {amount}</h1>
            <p>Is it you who pays? No money moves: this bank exists for trying things out.</p>
            <form
              class="test-bank__form"
              action={`/test-provider/challenge/${intent.reference}`}
              method="post"
            >
              <Button name="decision" value="approve" wide>
                Approve {amount}
              </Button>
              <Button name="decision" value="refuse" kind="secondary" wide>
                Refuse
              </Button>
            </form>
          </>
        ) : (
          <>
            <h1 class="test-bank__title">Nothing left to confirm</h1>
            <p>{overWords(intent)}</p>
            <p>
              <a href={returnPath(intent)}>Back to the shop</a>
            </p>
          </>
        )}
      </div>
    </div>
  );
}

function overWords({ state }: Intent): string {
  if (state === 'voided') return 'The shop has ended this payment. Nothing was charged.';
  if (state === 'declined') return 'This payment was refused. Nothing was charged.';
  return 'This payment was approved already.';
}

/** The test bank lives in the shop, under whatever name the shop was reached. */
function returnPath({ return_url }: Intent): string {
  if (!URL.canParse(return_url)) return '/';
  const { pathname, search } = new URL(return_url);
  return pathname + search;
}
