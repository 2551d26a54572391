/** Links to the first, the last and the pages around this one. Pages count from 1. */
export function Pagination({
  page,
  pageCount,
  hrefFor,
}: {
  page: number;
  pageCount: number;
  hrefFor: (page: number) => string;
}) {
  if (pageCount < 2) return null;
  return (
    <nav class="pagination" aria-label="Pages">
      {page > 1 && (
        <a class="pagination__step" href={hrefFor(page - 1)} rel="prev">
          Previous
        </a>
      )}
      <ol class="pagination__list">
        {shownPages(page, pageCount).map((shown) => (
          <li>
            {shown === 'gap' ? (
              <span class="pagination__gap">…</span>
            ) : (
              <a
                class="pagination__page"
                href={hrefFor(shown)}
                aria-label={`Page ${shown}`}
                aria-current={shown === page ? 'page' : undefined}
              >
                {shown}
              </a>
            )}
          </li>
        ))}
      </ol>
      {page < pageCount && (
        <a class="pagination__step" href={hrefFor(page + 1)} rel="next">
          Next
        </a>
      )}
    </nav>
  );
}

/** 1 … 6 7 8 … 400: a gap never stands for a single page. */
export function shownPages(page: number, pageCount: number): (number | 'gap')[] {
  const wanted = [...new Set([1, page - 1, page, page + 1, pageCount])].filter(
    (shown) => shown >= 1 && shown <= pageCount,
  );
  const shown: (number | 'gap')[] = [];
  let last = 0;
  for (const next of wanted) {
    if (next - last === 2) shown.push(last + 1);
    else if (next - last > 2) shown.push('gap');
    shown.push(next);
    last = next;
  }
  return shown;
}
