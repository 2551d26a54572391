/** What happens between "pay" and the confirmation, and what the shop does to keep it safe. */
export function PaymentAndSecurity({ holdMinutes }: { holdMinutes: number }) {
  return (
    <>
      <p class="prose__lead">
        You pay on the pages of the payment provider. Your card number goes to them and never through this
        shop.
      </p>
      <h2 id="paying">When you pay</h2>
      <ol>
        <li>
          As you begin to pay, your items are set aside for you for {holdMinutes} minutes, so that nobody else
          can buy the last one meanwhile. If one has just gone, you hear of it now and nothing is charged.
        </li>
        <li>
          Your bank may ask you to confirm. You may close the page and come back: your order waits for the
          answer.
        </li>
        <li>
          A double click, a reload or a second tab makes no second order and no second charge. An order has
          one key and the shop takes it once.
        </li>
        <li>
          If a payment arrives after its items could no longer be held, it is given back in full by itself and
          you get a mail that says so.
        </li>
      </ol>
      <h2 id="declined">When a payment is declined</h2>
      <p>
        Nothing is charged and your items stay set aside until their time is over. Try again, use another
        card, or ask your bank, who alone can see why. You may cancel the order instead: then everything is
        back in your cart. While the answer of a bank is late we say “we are checking”: please do not pay a
        second time.
      </p>
      <h2 id="safety">What keeps it safe</h2>
      <ul>
        <li>
          Every page comes encrypted and runs only the shop’s own script; no other company’s script is loaded.
        </li>
        <li>
          Your order’s page has an address that cannot be guessed. Treat it like a ticket: who has it, sees
          the order.
        </li>
        <li>You need no account and no password to buy.</li>
      </ul>
    </>
  );
}
