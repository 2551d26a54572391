import { ProductCardView, type SimilarProduct } from '../../listing/index.ts';
import { likenessReason } from '../likeness.ts';

/** Products that smell alike, each with the reason, the cheaper ones marked. */
export function SmellsLike({ similar, title }: { similar: readonly SimilarProduct[]; title: string }) {
  if (similar.length === 0) return null;
  return (
    <section class="smells-like wrap" aria-labelledby="alike">
      <h2 class="section-title" id="alike">
        {title}
      </h2>
      <ul class="card-row">
        {similar.map((likeness) => (
          <li>
            <ProductCardView card={likeness.card} headingLevel={3}>
              {likeness.cheaper && (
                <p class="card__cheaper">Cheaper per 100 {likeness.card.per100Unit ?? 'ml'}</p>
              )}
              <p class="card__reason">{likenessReason(likeness)}</p>
            </ProductCardView>
          </li>
        ))}
      </ul>
    </section>
  );
}
