import { Button, Field, Notice } from '../../web/index.ts';

/** Asks for what finds an order again; the link itself goes by mail alone. */
export function FindOrderPage({
  asked,
  values = {},
  errors = {},
}: {
  asked: boolean;
  values?: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
}) {
  return (
    <div class="find-order wrap">
      <h1 class="order__title">Find my order</h1>
      {asked && (
        <Notice kind="success">
          <p>
            If there is an order with that number and that address, its link is on its way to your inbox. It
            can take a minute or two.
          </p>
        </Notice>
      )}
      <p class="find-order__lead">
        Give the number of your order and the address you ordered with. We send its link to that address.
      </p>
      <form class="find-order__form" action="/orders/find" method="post">
        <Field
          label="Order number"
          name="number"
          value={values.number}
          error={errors.number}
          hint="It is in your confirmation and looks like 7KD-42MX-9QT."
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          maxLength={40}
        />
        <Field
          label="E-mail address"
          name="email"
          type="email"
          value={values.email}
          error={errors.email}
          autoComplete="email"
          maxLength={254}
        />
        <Button>Send me the link</Button>
      </form>
    </div>
  );
}
