import type { CatalogueIndex, CountedName } from '../listing/index.ts';

const shownNames = 12;

const commonest = (names: readonly CountedName[]) =>
  names.toSorted((one, other) => other.count - one.count).slice(0, shownNames);

/** Entrances for people who did not find what they searched for, or do not know yet what to search for. */
export function SearchIdeas({ index }: { index: Pick<CatalogueIndex, 'brands' | 'notes'> }) {
  return (
    <aside class="search-ideas" aria-labelledby="search-ideas">
      <h2 class="section-title" id="search-ideas">
        Other ways in
      </h2>
      <h3 class="search-ideas__title">Much-loved brands</h3>
      <NameChips names={commonest(index.brands())} folder="brands" />
      <h3 class="search-ideas__title">Notes to start from</h3>
      <NameChips names={commonest(index.notes())} folder="notes" />
    </aside>
  );
}

function NameChips({ names, folder }: { names: readonly CountedName[]; folder: 'brands' | 'notes' }) {
  return (
    <ul class="chips">
      {names.map(({ slug, name }) => (
        <li>
          <a class="chip" href={`/${folder}/${slug}`}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
