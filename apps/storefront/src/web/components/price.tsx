import { formatMoney } from '../money.ts';

/** A price, with the crossed-out one beside it where there is one; `from` says that other sizes cost more. */
export function Price({
  cents,
  currency,
  wasCents,
  from,
}: {
  cents: number;
  currency: string;
  wasCents?: number | null | undefined;
  from?: boolean;
}) {
  const onSale = wasCents !== null && wasCents !== undefined && wasCents > cents;
  return (
    <span class={onSale ? 'price price--sale' : 'price'}>
      {from && <span class="price__from">from </span>}
      {onSale && <span class="visually-hidden">now </span>}
      <span class="price__now">{formatMoney(cents, currency)}</span>
      {onSale && (
        <>
          {' '}
          <span class="visually-hidden">before </span>
          <s class="price__was">{formatMoney(wasCents, currency)}</s>
        </>
      )}
    </span>
  );
}
