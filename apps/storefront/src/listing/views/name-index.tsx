import type { InitialGroup } from '../initials.ts';

/** Names by letter with their counts, and the letters above to jump to. */
export function NameIndex({
  groups,
  pathOf,
  label,
}: {
  groups: readonly InitialGroup[];
  pathOf: (slug: string) => string;
  /** Names the row of letters: "Letters of brands". */
  label: string;
}) {
  return (
    <div class="name-index">
      <nav class="name-index__letters" aria-label={label}>
        <ul>
          {groups.map(({ initial, anchor }) => (
            <li>
              <a href={`#${anchor}`}>{initial}</a>
            </li>
          ))}
        </ul>
      </nav>
      {groups.map(({ initial, anchor, names }) => (
        <section class="name-index__group" aria-labelledby={anchor}>
          <h2 class="name-index__initial" id={anchor}>
            {initial}
          </h2>
          <ul class="name-index__names">
            {names.map(({ slug, name, count }) => (
              <li>
                <a href={pathOf(slug)}>
                  {name} <span class="name-index__count">{count.toLocaleString('en-US')}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
