import { conditionLabels, sizeLabel, type Variant } from '../catalogue/index.ts';

/** "100 ml", "100 ml, tester": what tells a variant from its siblings. */
export function variantLabel({ size, condition }: Pick<Variant, 'size' | 'condition'>): string {
  const parts = [
    size === null ? null : sizeLabel(size),
    condition === 'sealed' ? null : conditionLabels[condition].toLowerCase(),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'One size' : parts.join(', ');
}
