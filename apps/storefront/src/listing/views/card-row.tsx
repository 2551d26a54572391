import type { ProductCard } from '../model.ts';
import { CardItem } from './card-item.tsx';

/** A few products under a heading of their own: a grid on a wide screen, a row to swipe on a phone. */
export function CardRow({ cards, eager }: { cards: readonly ProductCard[]; eager?: boolean }) {
  return (
    <ul class="card-row">
      {cards.map((card) => (
        <CardItem card={card} headingLevel={3} {...(eager && { eager })} />
      ))}
    </ul>
  );
}
