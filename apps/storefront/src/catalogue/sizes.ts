import { conditionLabels } from './labels.ts';
import type { ItemCondition, Size } from './model.ts';

/** "100 ml", "7.5 ml", "3 pieces". */
export function sizeLabel({ amount, unit }: Size): string {
  const count = decimal(amount);
  if (unit !== 'piece') return `${count} ${unit}`;
  return count === '1' ? '1 piece' : `${count} pieces`;
}

/** A size as it stands in a URL: '100-ml', '7-5-ml', '3-pieces'; 'one-size' where none is known. */
export function sizeSlug(size: Size | null): string {
  return size === null ? 'one-size' : sizeLabel(size).replace(/[ .]/g, '-');
}

/** The last part of a variant's address: '100-ml', '100-ml-tester'. Sealed is what one expects and stays unsaid. */
export function variantSlug(size: Size | null, condition: ItemCondition): string {
  return condition === 'sealed' ? sizeSlug(size) : `${sizeSlug(size)}-${condition}`;
}

/** "100 ml", "100 ml, tester"; where no size is known "Tester", or "One size" if there is nothing to say at all. */
export function variantLabel({ size, condition }: { size: Size | null; condition: ItemCondition }): string {
  if (size === null) return condition === 'sealed' ? 'One size' : conditionLabels[condition];
  const label = sizeLabel(size);
  return condition === 'sealed' ? label : `${label}, ${conditionLabels[condition].toLowerCase()}`;
}

/** Hundredths as a decimal number without needless zeros: 750 is "7.5". */
function decimal(hundredths: number): string {
  const rest = hundredths % 100;
  const whole = String((hundredths - rest) / 100);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
}
