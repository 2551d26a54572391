import { formatMoney, Picture } from '../../web/index.ts';
import type { OrderLine } from '../model.ts';

/** What was ordered, as it was sold. */
export function OrderLines({ lines, currency }: { lines: readonly OrderLine[]; currency: string }) {
  return (
    <ul class="order-lines">
      {lines.map((line) => (
        <li class="order-line">
          <span class="order-line__picture">
            <Picture imageKey={line.imageKey} alt="" width={96} height={120} />
          </span>
          <span class="order-line__text">
            <span class="order-line__brand">{line.brandName}</span>
            <a class="order-line__name" href={line.productPath}>
              {line.productName}
            </a>
            <span class="order-line__detail">
              {line.variantLabel}
              {line.quantity > 1 && `, ${line.quantity} × ${formatMoney(line.unitCents, currency)}`}
            </span>
          </span>
          <span class="order-line__cents">{formatMoney(line.lineCents, currency)}</span>
        </li>
      ))}
    </ul>
  );
}
