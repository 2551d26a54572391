import {
  attributesOfKind,
  conditionDescriptions,
  conditionLabels,
  genderLabels,
  kindLabels,
  type Product,
  type Variant,
} from '../../catalogue/index.ts';

interface Detail {
  readonly term: string;
  readonly description: string;
}

/** The plain facts of a product and of the variant that is shown; what is not known is not mentioned. */
export function AttributeList({ product, variant }: { product: Product; variant: Variant | undefined }) {
  return (
    <section class="product-section" aria-labelledby="details">
      <h2 class="product-section__title" id="details">
        Details
      </h2>
      <dl class="attributes">
        {[...factsOf(product), ...attributesOf(product), ...detailsOf(variant)].map(
          ({ term, description }) => (
            <>
              <dt>{term}</dt>
              <dd>{description}</dd>
            </>
          ),
        )}
      </dl>
    </section>
  );
}

function factsOf({ kind, gender, launchYear, perfumer }: Product): readonly Detail[] {
  return [
    { term: 'Kind', description: kindLabels[kind] },
    ...(gender === null ? [] : [{ term: 'For', description: genderLabels[gender] }]),
    ...(launchYear === null ? [] : [{ term: 'Launched', description: String(launchYear) }]),
    ...(perfumer === null ? [] : [{ term: 'Perfumer', description: perfumer }]),
  ];
}

function attributesOf({ kind, attributes }: Product): readonly Detail[] {
  return attributesOfKind(kind).flatMap(({ code, label, values }) => {
    const chosen = values.filter(({ value }) => attributes[code]?.includes(value));
    return chosen.length === 0
      ? []
      : [{ term: label, description: chosen.map((value) => value.label).join(', ') }];
  });
}

function detailsOf(variant: Variant | undefined): readonly Detail[] {
  if (!variant) return [];
  const { condition, sku, gtin } = variant;
  return [
    {
      term: 'Condition',
      description: `${conditionLabels[condition]}. ${conditionDescriptions[condition]}`,
    },
    { term: 'Article number', description: sku },
    ...(gtin === null ? [] : [{ term: 'GTIN', description: gtin }]),
  ];
}
