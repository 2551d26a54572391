import { formatMoney } from '../web/index.ts';
import type { CartLine } from './model.ts';

export type LineChange = 'dearer' | 'cheaper' | 'fewer' | 'sold-out' | 'not-sold';

/** What is other than the shopper left it, and the sentence that says so. */
export interface LineNote {
  readonly change: LineChange;
  readonly text: string;
}

/** Everything about a line that changed since the shopper last took note of it, in plain words; empty when nothing did. */
export function explainLine({ price, seenCents, wanted, quantity }: CartLine): readonly LineNote[] {
  if (price === null)
    return [{ change: 'not-sold', text: 'No longer available. It is not counted in the total.' }];
  const notes: LineNote[] = [];
  if (quantity === 0) {
    notes.push({ change: 'sold-out', text: 'Sold out since you added it. It is not counted in the total.' });
  } else if (quantity < wanted) {
    const left = quantity === 1 ? 'Only 1 is left' : `Only ${quantity} are left`;
    notes.push({ change: 'fewer', text: `${left}; you wanted ${wanted}. The total counts ${quantity}.` });
  }
  if (price.cents !== seenCents) {
    const change = price.cents > seenCents ? 'dearer' : 'cheaper';
    const way = change === 'dearer' ? 'went up' : 'went down';
    const from = formatMoney(seenCents, price.currency);
    notes.push({
      change,
      text: `The price ${way} from ${from} to ${formatMoney(price.cents, price.currency)}.`,
    });
  }
  return notes;
}
