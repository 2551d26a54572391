/** How long one change of the listing may take before the browser simply goes there, in ms. */
const deadline = 8_000;
/** A select tells of every arrow key; the list follows once the choice has rested this long, in ms. */
const restBeforeSort = 350;

const openClass = 'listing__region--filters-open';

/**
 * Filters, sorting and pages without a reload: the same address is fetched and its listing put in place of this one. Where
 * anything goes wrong the browser goes to the address as it would without script.
 */
export function enhanceListing(region: HTMLElement): void {
  const status = document.querySelector('[data-listing-status]');
  const path = location.pathname;
  let shown = location.pathname + location.search;
  let running: AbortController | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;

  async function show(address: string, focus: FocusTarget, remember: boolean): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    region.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(address, {
        headers: { accept: 'text/html' },
        signal: AbortSignal.any([mine.signal, AbortSignal.timeout(deadline)]),
      });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const next = page.querySelector('[data-island="listing"]');
      if (!response.ok || !next) throw new Error(`no listing at ${address}`);
      if (mine.signal.aborted) return;
      const url = new URL(response.url);
      if (remember) history.pushState(null, '', url.pathname + url.search);
      shown = url.pathname + url.search;
      document.title = page.title;
      replaceKeepingPlace(region, next, focus);
      if (status) status.textContent = region.querySelector('#results')?.textContent ?? '';
      region.removeAttribute('aria-busy');
    } catch {
      if (!mine.signal.aborted) location.assign(address);
    }
  }

  function openFilters(open: boolean): void {
    region.classList.toggle(openClass, open);
    describeFiltersButton(region);
    focusOn(region, open ? 'filters-title' : 'results', true);
  }

  region.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    if (link.hash === '#filters' || link.hash === '#results') {
      event.preventDefault();
      openFilters(link.hash === '#filters' && !region.classList.contains(openClass));
      return;
    }
    if (link.origin !== location.origin || link.pathname !== path) return;
    event.preventDefault();
    const turnsPage = link.closest('.pagination') !== null;
    void show(link.href, turnsPage ? { id: 'results', scroll: true } : { id: link.id, scroll: false }, true);
  });

  region.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'get') return;
    const url = new URL(form.action);
    if (url.pathname !== path) return;
    event.preventDefault();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && value.trim() !== '') url.searchParams.append(name, value);
    }
    const field = form.querySelector<HTMLElement>('select, input:not([type="hidden"])');
    void show(
      url.href,
      { id: document.activeElement?.id ?? field?.id ?? '', fallback: field?.id, scroll: false },
      true,
    );
  });

  region.addEventListener('change', (event) => {
    const select = event.target;
    if (!(select instanceof HTMLSelectElement) || select.name !== 'sort') return;
    clearTimeout(resting);
    resting = setTimeout(() => select.form?.requestSubmit(), restBeforeSort);
  });

  region.addEventListener('keydown', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === ' ' && target?.matches('.listing__open-filters')) {
      // A link that acts as a button answers to the space bar as one.
      event.preventDefault();
      (target as HTMLElement).click();
      return;
    }
    if (event.key !== 'Escape' || !region.classList.contains(openClass)) return;
    region.classList.remove(openClass);
    describeFiltersButton(region)?.focus();
  });

  addEventListener('popstate', () => {
    if (location.pathname === path && location.pathname + location.search !== shown)
      void show(location.href, { id: document.activeElement?.id ?? '', scroll: false }, false);
  });

  region.classList.add('listing__region--live');
  region.classList.toggle(openClass, location.hash === '#filters');
  describeFiltersButton(region);
}

/** The link to the filters opens and closes them now, and says so. */
function describeFiltersButton(region: HTMLElement): HTMLElement | null {
  const button = region.querySelector<HTMLElement>('.listing__open-filters');
  button?.setAttribute('role', 'button');
  button?.setAttribute('aria-controls', 'filters');
  button?.setAttribute('aria-expanded', String(region.classList.contains(openClass)));
  return button;
}

interface FocusTarget {
  /** The element that is to have the focus afterwards. */
  readonly id: string;
  /** Where the focus goes when that is gone. */
  readonly fallback?: string | undefined;
  /** Whether to bring it into view; else the page stays where it stands. */
  readonly scroll: boolean;
}

/** Puts the new listing in place: folds stay as they were opened, the focus and the view stay where they were. */
function replaceKeepingPlace(region: HTMLElement, next: Element, focus: FocusTarget): void {
  const folds = new Map<string, boolean>();
  for (const fold of region.querySelectorAll<HTMLDetailsElement>('details[data-fold]'))
    folds.set(fold.dataset.fold ?? '', fold.open);
  const before = document.getElementById(focus.id)?.getBoundingClientRect().top;
  region.replaceChildren(...next.childNodes);
  describeFiltersButton(region);
  for (const fold of region.querySelectorAll<HTMLDetailsElement>('details[data-fold]')) {
    const open = folds.get(fold.dataset.fold ?? '');
    if (open !== undefined) fold.open = open;
  }
  const target =
    focusOn(region, focus.id, focus.scroll) ?? focusOn(region, focus.fallback ?? 'results', false);
  if (!focus.scroll && before !== undefined && target?.id === focus.id)
    scrollBy({ top: target.getBoundingClientRect().top - before, behavior: 'instant' });
}

function focusOn(region: HTMLElement, id: string, scroll: boolean): HTMLElement | null {
  const target = id === '' ? null : region.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  target?.focus({ preventScroll: true });
  if (scroll) target?.scrollIntoView({ block: 'start' });
  return target;
}
