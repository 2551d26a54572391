/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

/** The first letter large, as a sentence begins. */
export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The verb as its subject wants it: one thing "opens", several "open". */
export const verb = (things: readonly unknown[], one: string, several: string): string =>
  things.length === 1 ? one : several;

/** "a" or "an" by sound, as far as the words of the demo need it. */
export const withArticle = (words: string): string =>
  `${/^(?:[aeio]|u(?!ni|se))/i.test(words) ? 'an' : 'a'} ${words}`;

/** "Vaurin’s", "Lys’". */
export const possessive = (name: string): string => `${name}’${/s$/i.test(name) ? '' : 's'}`;
