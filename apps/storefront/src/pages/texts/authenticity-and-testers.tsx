import { conditionDescriptions, conditionLabels, itemConditions } from '../../catalogue/index.ts';

/** What the conditions mean and what to look at on a bottle. */
export function AuthenticityAndTesters() {
  return (
    <>
      <p class="prose__lead">
        Every bottle is what its page says: made by the house that it names, in the condition that you chose.
      </p>
      <h2 id="conditions">Sealed, tester, unboxed</h2>
      <dl class="prose__terms">
        {itemConditions.map((condition) => (
          <>
            <dt>{conditionLabels[condition]}</dt>
            <dd>{conditionDescriptions[condition]}</dd>
          </>
        ))}
      </dl>
      <p>
        The condition is a choice beside the size, with its own price and its own stock. If the one you
        ordered is gone, you hear of it before you pay; we never send another in its place.
      </p>
      <h2 id="original">How to tell an original</h2>
      <ul>
        <li>
          The batch code printed on the box is the same as the one on the bottle. A tester has it on the
          bottle alone.
        </li>
        <li>The cellophane of a sealed box is folded tightly and welded in a straight line.</li>
        <li>The juice is clear, without specks, and its colour is that of the house’s own pictures.</li>
        <li>The spray is fine and even, and the tube in the bottle is clear and cut to length.</li>
      </ul>
      <p>
        Houses change bottles and formulas over the years, so two originals need not look alike. If you doubt
        what you got, <a href="/pages/contact">write to us</a> with the batch code and your order number and
        leave the bottle as it is.
      </p>
    </>
  );
}
