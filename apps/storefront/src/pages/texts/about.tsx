/** What the shop is and how it makes its prices. */
export function About() {
  return (
    <>
      <p class="prose__lead">
        Perfume sells fragrances, hair and skin care of many houses below their usual price. We buy sealed
        stock, testers and unboxed bottles, say which is which, and let you compare them.
      </p>
      <h2 id="prices">How we price</h2>
      <ul>
        <li>
          A crossed-out price is the lowest that we asked in the 30 days before the sale began. Every change
          of a price is written down when it is made, and a sale without such a past price has nothing crossed
          out.
        </li>
        <li>
          A supplier’s list price may stand beside ours. It is always called that: we never sold at it, so it
          is no discount of ours.
        </li>
        <li>
          Every bottle has its price per 100 ml, on its card, its page and in the cart, and every list can be
          sorted by it.
        </li>
        <li>
          The price in your cart is worked out anew each time you look. If one changed since you put it there,
          the cart says so, up or down, before you pay.
        </li>
      </ul>
      <h2 id="votes">Where notes and votes come from</h2>
      <p>
        Notes and accords come from the houses and from people who wear the fragrances. Votes on how long a
        scent lasts and how far it carries are shown as a spread with their number. When few people voted, we
        say so; we make no average of nothing.
      </p>
      <h2 id="alike">How “smells like” works</h2>
      <p>
        Two fragrances are called alike when they share notes and accords, the rarer the note the more it
        counts. The reason stands under each suggestion. Nobody can pay to be suggested.
      </p>
    </>
  );
}
