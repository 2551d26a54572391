import type { ListingResult } from '../listing/index.ts';
import { Notice } from '../web/index.ts';

/** How the words were understood, where that is not how they were typed. */
export function SearchNotice({ result, typed }: { result: ListingResult; typed: string }) {
  const { understoodAs, relaxed, total } = result;
  if (typed === '' || total === 0 || (understoodAs === null && !relaxed)) return null;
  return (
    <Notice kind="info">
      {understoodAs !== null && (
        <p>
          Showing results for <strong>{understoodAs}</strong>.{' '}
          <a
            href={`/search?${new URLSearchParams({ q: `"${typed.replaceAll('"', '')}"` }).toString()}`}
            rel="nofollow"
          >
            Search exactly for “{typed}”
          </a>
        </p>
      )}
      {relaxed && <p>No product has all of these words. These have some of them, the closest first.</p>}
    </Notice>
  );
}
