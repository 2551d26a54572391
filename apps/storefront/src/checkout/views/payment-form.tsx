import { explainLine, lineName } from '../../cart/index.ts';
import { testPaymentChoices } from '../../payments/index.ts';
import { datesInWords } from '../../shipping/index.ts';
import { Button, formatMoney, Notice, RadioCards } from '../../web/index.ts';
import { addressLines } from '../address.ts';
import { stepPaths, type Review } from '../progress.ts';
import { Amounts, reviewFigures } from './order-summary.tsx';

/** Everything that is ordered by pressing the button, and the button. */
export function PaymentForm({
  review,
  changes,
  shown,
  holdMinutes,
  testPayments,
}: {
  review: Review;
  /** What is not as the page before showed it. */
  changes: readonly string[];
  /** See `signShown`. */
  shown: string;
  holdMinutes: number;
  testPayments: boolean;
}) {
  const { cart, totals } = review;
  return (
    <>
      {changes.length > 0 && <Changes changes={changes} />}
      {changes.length === 0 && <CartNotes review={review} />}
      <Choices review={review} />
      <div class="checkout__amounts">
        <Amounts figures={reviewFigures(review)} />
      </div>
      <form class="checkout-form" action="/checkout/place" method="post">
        <input type="hidden" name="shown" value={shown} />
        {testPayments && (
          <RadioCards
            legend="Payment: this is a test shop, no money moves"
            name="behaviour"
            value="succeed"
            cards={testPaymentChoices}
          />
        )}
        <p class="checkout__small">
          As you press, your items are set aside for {holdMinutes} minutes. Pressing twice orders and charges
          once.
        </p>
        <div class="checkout__go">
          <Button wide>Pay {formatMoney(totals.totalCents, cart.currency)}</Button>
        </div>
      </form>
    </>
  );
}

function Changes({ changes }: { changes: readonly string[] }) {
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autoFocus>
      <h2 class="error-summary__title">Something changed. Nothing was ordered and nothing charged</h2>
      <ul>
        {changes.map((change) => (
          <li>{change}</li>
        ))}
      </ul>
      <p>Below is how it is now. Press the button if it suits you.</p>
    </div>
  );
}

/** What changed since the shopper last took note of the cart, said once more before the money. */
function CartNotes({ review: { cart } }: { review: Review }) {
  const notes = cart.lines.flatMap((line) =>
    explainLine(line).map(({ text }) => `${lineName(line.variant)}: ${text}`),
  );
  if (notes.length === 0) return null;
  return (
    <Notice kind="info">
      <ul class="checkout__notes">
        {notes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Choices({ review: { contact, method, dates } }: { review: Review }) {
  return (
    <dl class="checkout__choices">
      <div class="checkout__choice">
        <dt>Contact</dt>
        <dd>{contact.email}</dd>
        <dd class="checkout__change">
          <a href={stepPaths.contact}>
            Change<span class="visually-hidden"> the e-mail address</span>
          </a>
        </dd>
      </div>
      <div class="checkout__choice">
        <dt>Deliver to</dt>
        <dd>
          <address>
            {addressLines(contact.address).map((line) => (
              <>
                {line}
                <br />
              </>
            ))}
            {contact.address.phone}
          </address>
        </dd>
        <dd class="checkout__change">
          <a href={stepPaths.contact}>
            Change<span class="visually-hidden"> the delivery address</span>
          </a>
        </dd>
      </div>
      <div class="checkout__choice">
        <dt>Delivery</dt>
        <dd>
          {method.name}, arrives {datesInWords(dates)}
        </dd>
        <dd class="checkout__change">
          <a href={stepPaths.delivery}>
            Change<span class="visually-hidden"> the way of delivery</span>
          </a>
        </dd>
      </div>
    </dl>
  );
}
