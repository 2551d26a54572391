import { Router } from 'express';
import { pageTags } from '../catalogue/index.ts';
import { groupByInitial, NameIndex, sendListing, type ListingIndex } from '../listing/index.ts';
import { breadcrumbJsonLd } from '../seo/index.ts';
import { Breadcrumb, NotFound, sendPage, webContext, type Crumb } from '../web/index.ts';

export interface NoteDependencies {
  readonly index: ListingIndex;
}

/** The index of notes, and everything with one note. */
export function createNoteRouter({ index }: NoteDependencies): Router {
  const router = Router();

  router.get('/notes', async (req, res) => {
    const notes = index.notes();
    const crumbs: Crumb[] = [{ label: 'Home', path: '/' }, { label: 'Notes' }];
    await sendPage(req, res, {
      title: 'Notes A to Z',
      description: `Find a fragrance by what is in it: ${notes.length.toLocaleString('en-US')} notes from agarwood to yuzu, each with everything that has it.`,
      canonicalPath: '/notes',
      jsonLd: [breadcrumbJsonLd(crumbs, webContext(req).config.publicUrl, '/notes')],
      visibility: 'public',
      madeOf: [pageTags.notes],
      body: (
        <div class="wrap">
          <Breadcrumb items={crumbs} />
          <h1 class="listing__title">Notes A to Z</h1>
          <p class="listing__intro">
            What a fragrance is made of. Pick a note to see everything that has it, then leave out what you do
            not like.
          </p>
          <NameIndex
            groups={groupByInitial(notes)}
            pathOf={(slug) => `/notes/${slug}`}
            label="First letters of notes"
          />
        </div>
      ),
    });
  });

  router.get('/notes/:slug', async (req, res) => {
    const note = index.notes().find(({ slug }) => slug === req.params.slug);
    if (!note) {
      throw new NotFound(
        'We know no such note',
        'Notes A to Z lists every note in our fragrances; the search understands other spellings.',
      );
    }
    const { slug, name, count } = note;
    const inSentence = name.toLowerCase();
    await sendListing(req, res, index, {
      scope: { path: `/notes/${slug}`, fixed: { notes: [slug] } },
      scopeTag: pageTags.note(slug),
      heading: `With ${inSentence}`,
      description: `${count.toLocaleString('en-US')} ${count === 1 ? 'fragrance' : 'fragrances'} with ${inSentence}: compare prices per 100 ml, add more notes or leave some out.`,
      crumbs: [{ label: 'Home', path: '/' }, { label: 'Notes', path: '/notes' }, { label: name }],
      indexed: true,
      after: (
        <p class="listing__after">
          Not your note? See <a href={`/search?without=${slug}`}>everything without {inSentence}</a>.
        </p>
      ),
    });
  });

  return router;
}
