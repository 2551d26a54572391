import type { Named, NotesOfProduct } from '../../catalogue/index.ts';

const levels = [
  { level: 'top', title: 'Top notes', hint: 'the first minutes' },
  { level: 'heart', title: 'Heart notes', hint: 'the first hours' },
  { level: 'base', title: 'Base notes', hint: 'what stays' },
] as const;

/** The notes as they are known: a pyramid by level, or a plain list that says that it has no levels. */
export function NotesPyramid({ notes }: { notes: NotesOfProduct }) {
  if (notes.form === 'none') return null;
  return (
    <section class="product-section" aria-labelledby="notes">
      <h2 class="product-section__title" id="notes">
        Notes
      </h2>
      {notes.form === 'pyramid' ? (
        <div class="pyramid">
          {levels.map(({ level, title, hint }) =>
            notes[level].length === 0 ? null : (
              <div class={`pyramid__level pyramid__level--${level}`}>
                <h3 class="pyramid__title">
                  {title} <span class="pyramid__hint">{hint}</span>
                </h3>
                <NoteChips notes={notes[level]} />
              </div>
            ),
          )}
        </div>
      ) : (
        <>
          <p class="product-section__lead">The house names these notes without saying when each is smelt.</p>
          <NoteChips notes={notes.flat} />
        </>
      )}
    </section>
  );
}

function NoteChips({ notes }: { notes: readonly Named[] }) {
  return (
    <ul class="chips">
      {notes.map(({ slug, name }) => (
        <li>
          <a class="chip" href={`/notes/${slug}`}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
