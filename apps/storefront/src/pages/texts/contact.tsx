import { site } from '../../web/index.ts';

/** Who answers for the shop and how to reach them. */
export function Contact({ contactEmail, operator }: { contactEmail: string; operator: string | undefined }) {
  return (
    <>
      <p class="prose__lead">
        Write to <a href={`mailto:${contactEmail}`}>{contactEmail}</a>. Name your order number if it is about
        an order.
      </p>
      <h2 id="order">About an order</h2>
      <p>
        Its state, the address and the price are on its own page: <a href="/orders/find">find your order</a>{' '}
        with its number and your e-mail address.
      </p>
      <h2 id="imprint">Imprint</h2>
      <address class="prose__address">
        {(operator ?? site.name).split('\n').map((line) => (
          <>
            {line}
            <br />
          </>
        ))}
        <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
      </address>
    </>
  );
}
