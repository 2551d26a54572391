import type { WeightedAccord } from '../../catalogue/index.ts';
import { Bar } from './bar.tsx';

/** The accords of a product, strongest first, each a link to everything that shares it. */
export function AccordBars({ accords }: { accords: readonly WeightedAccord[] }) {
  if (accords.length === 0) return null;
  return (
    <section class="product-section" aria-labelledby="accords">
      <h2 class="product-section__title" id="accords">
        Accords
      </h2>
      <ul class="accords">
        {accords.map(({ slug, name, weight }) => (
          <li class="accords__item">
            <a class="accords__name" href={`/search?accord=${slug}`}>
              {name}
            </a>
            <Bar percent={weight} />
            <span class="visually-hidden">strength {weight} of 100</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
