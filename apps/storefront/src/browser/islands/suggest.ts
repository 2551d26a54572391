import type { Suggestion } from '../../listing/model.ts';

/** Typing rests this long before the shop is asked, in ms. */
const restBeforeAsking = 140;
/** An answer that takes longer is of no use any more, in ms. */
const deadline = 3_000;
const shortestText = 2;
/** Answers kept for texts that come back while typing and deleting. */
const keptAnswers = 40;

const typeNames: Record<Suggestion['type'], string> = {
  brand: 'Brand',
  product: '',
  note: 'Note',
  category: 'Category',
  query: 'Search',
};

/** Suggestions under the search field, as a combobox: arrow keys choose, Enter goes there, Escape closes. */
export function enhanceSuggest(form: HTMLElement): void {
  const found = form.querySelector<HTMLInputElement>('input[name="q"]');
  if (!found) return;
  const input = found;
  const list = document.createElement('ul');
  const status = document.createElement('p');
  const answers = new Map<string, readonly Suggestion[]>();
  let active = -1;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  list.className = 'suggestions';
  list.id = 'suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  form.append(list, status);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');

  const options = () => [...list.querySelectorAll<HTMLAnchorElement>('[role="option"]')];

  function close(): void {
    clearTimeout(resting);
    running?.abort();
    list.hidden = true;
    activate(-1);
    input.setAttribute('aria-expanded', 'false');
    status.textContent = '';
  }

  function activate(position: number): void {
    active = position;
    for (const [at, option] of options().entries()) {
      option.setAttribute('aria-selected', String(at === position));
      if (at !== position) continue;
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
    if (position < 0) input.removeAttribute('aria-activedescendant');
  }

  function show(suggestions: readonly Suggestion[]): void {
    if (suggestions.length === 0 || document.activeElement !== input) {
      close();
      return;
    }
    list.replaceChildren(...suggestions.map(optionOf));
    list.hidden = false;
    activate(-1);
    input.setAttribute('aria-expanded', 'true');
    status.textContent = `${suggestions.length} ${suggestions.length === 1 ? 'suggestion' : 'suggestions'}, arrow keys to choose`;
  }

  async function ask(text: string): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    try {
      const response = await fetch(`/search/suggest?${new URLSearchParams({ q: text }).toString()}`, {
        signal: AbortSignal.any([mine.signal, AbortSignal.timeout(deadline)]),
      });
      if (!response.ok) throw new Error(`suggestions answered ${response.status}`);
      const { suggestions } = (await response.json()) as { suggestions: readonly Suggestion[] };
      const [oldest] = answers.keys();
      if (answers.size >= keptAnswers && oldest !== undefined) answers.delete(oldest);
      answers.set(text, suggestions);
      if (!mine.signal.aborted) show(suggestions);
    } catch {
      // The field is a plain search field again until the next letter.
      if (!mine.signal.aborted) close();
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(resting);
    const text = input.value.trim().toLowerCase();
    const kept = answers.get(text);
    if (text.length < shortestText) close();
    else if (kept) show(kept);
    else resting = setTimeout(() => void ask(text), restBeforeAsking);
  });

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const count = list.hidden ? 0 : options().length;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One place before the first option is the field itself.
      activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      const target = options()[active];
      close();
      target?.click();
    } else if (event.key === 'Escape' && count > 0) {
      event.preventDefault();
      close();
    }
  });

  // A press on an option would take the focus from the field and close the list before the click arrives.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  input.addEventListener('blur', close);
  form.addEventListener('submit', close);
}

function optionOf({ type, label, detail, path }: Suggestion, position: number): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  item.setAttribute('role', 'presentation');
  link.className = 'suggestion';
  link.id = `suggestion-${position}`;
  link.href = path;
  link.tabIndex = -1;
  link.setAttribute('role', 'option');
  link.setAttribute('aria-selected', 'false');
  link.append(part('suggestion__label', label));
  if (detail) link.append(' ', part('suggestion__detail', detail));
  if (typeNames[type]) link.append(' ', part('suggestion__type', typeNames[type]));
  item.append(link);
  return item;
}

function part(name: string, text: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = name;
  span.textContent = text;
  return span;
}
