import type { SimilarProduct } from '../listing/index.ts';

/** Names beyond this many are counted, not listed. */
const namedNotes = 4;
const namedAccords = 3;

/** Why two products smell alike, as a sentence without full stop: "6 shared notes: vetiver, …; both woody, amber". */
export function likenessReason({ sharedNotes, sharedAccords }: SimilarProduct): string {
  const parts: string[] = [];
  if (sharedNotes.length > 0) {
    const names = sharedNotes.slice(0, namedNotes).map((name) => name.toLowerCase());
    const more = sharedNotes.length > namedNotes ? ', …' : '';
    const count = sharedNotes.length === 1 ? '1 shared note' : `${sharedNotes.length} shared notes`;
    parts.push(`${count}: ${names.join(', ')}${more}`);
  }
  if (sharedAccords.length > 0) {
    const names = sharedAccords.slice(0, namedAccords).map((name) => name.toLowerCase());
    parts.push(`both ${names.join(', ')}`);
  }
  return parts.join('; ');
}
