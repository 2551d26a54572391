import { ButtonLink } from '../../web/index.ts';

/** For an address whose page number is past the end of its listing. */
export function BeyondLastPage({
  heading,
  lastPage,
  pageCount,
}: {
  heading: string;
  lastPage: string;
  pageCount: number;
}) {
  return (
    <div class="error-page wrap">
      <p class="error-page__status">404</p>
      <h1>{heading} ends before this page</h1>
      <p class="error-page__advice">
        {pageCount > 1
          ? `There are ${pageCount.toLocaleString('en-US')} pages: the list may have become shorter since you came here.`
          : 'There is one page: the list may have become shorter since you came here.'}
      </p>
      <div class="error-page__ways">
        <ButtonLink href={lastPage}>To the last page</ButtonLink>
      </div>
    </div>
  );
}
