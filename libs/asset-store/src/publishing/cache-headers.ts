const oneYear = 31_536_000;

/** For what never changes under its name. */
export const immutable = `public, max-age=${oneYear}, immutable`;
/** For what may: browsers and the CDN ask again after five minutes. */
export const shortLived = 'public, max-age=300';

/** The hash that the build puts before the ending; words of eight letters look alike but have neither digit nor capital. */
const hashed = /-(?=[\w-]*[A-Z0-9])[\w-]{8}\.\w+(?:\.map)?$/;

/** `Cache-Control` by the name of a file: a year where it carries the hash of its content, else five minutes. */
export function cacheControlOf(name: string): string {
  return hashed.test(name) ? immutable : shortLived;
}
