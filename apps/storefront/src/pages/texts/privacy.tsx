/** Which data is kept, why, and for how long. */
export function Privacy({ contactEmail }: { contactEmail: string }) {
  return (
    <>
      <p class="prose__lead">
        Looking around leaves nothing behind: no cookie, no profile, no analytics, nobody else’s script.
      </p>
      <h2 id="cookies">Cookies</h2>
      <p>
        One cookie is set when you put something into your cart. It holds a random number that finds your cart
        again, signed so that nobody can make one up, and it is read by this shop alone. It needs no consent
        because the cart does not work without it.
      </p>
      <p>
        A second one carries what the cart’s page has to tell you, such as what was just added, and is gone
        when the page has told it, or after a minute. Beside them your browser remembers how many pieces are
        in the cart, to show the number on every page.
      </p>
      <h2 id="orders">When you order</h2>
      <ul>
        <li>Your name, address and e-mail address, to deliver and to tell you about the order.</li>
        <li>What you bought and what you paid, because the law asks us to keep books.</li>
        <li>
          From the payment provider: whether the payment went through and its reference. Never your card
          number.
        </li>
      </ul>
      <p>
        The carrier gets your name and address to deliver, the payment provider what it needs to charge you.
        Nobody else gets anything, and nothing is sold.
      </p>
      <h2 id="logs">Logs</h2>
      <p>
        Our servers write down which pages were asked for and whether that went well, to find faults. Names,
        addresses and card data are not in these logs. To keep the shop from being flooded, requests are
        counted by network address for some minutes.
      </p>
      <h2 id="rights">Your rights</h2>
      <p>
        Ask what we hold about you, have it corrected, or have it deleted as far as the law on bookkeeping
        lets us: write to <a href={`mailto:${contactEmail}`}>{contactEmail}</a>.
      </p>
    </>
  );
}
