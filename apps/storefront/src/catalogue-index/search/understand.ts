import { addAll, hasBit, isEmpty, type Bits } from '../sets/bits.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { common, type Found } from './finding.ts';
import type { Mending } from './mendings.ts';

/** One unit of a search with what it finds as typed and, when asked, in other ways. */
export interface Question {
  /** Null when the words as typed find nothing. */
  readonly asTyped: Found | null;
  readonly mendings: () => readonly Mending[];
}

/** How the units were understood together, and what that finds. */
export interface Understanding {
  /** For each unit: as typed (null), mended, or not at all (undefined). */
  readonly choices: readonly (Mending | null | undefined)[];
  readonly rows: Bits;
}

/** Ways to understand a text that are tried. */
const mostTrials = 400;

/** A mending may stand beside what only descriptions have of the text as typed when it is no further off than this. */
const nearEnough = 1.4;

/**
 * The understanding nearest to what was typed under which some product has every unit that means anything: first as
 * typed, then with one unit mended, then with two, and so on. What only descriptions have of the text as typed is
 * kept, and joined with a near understanding that is firmer. Null when there is none at all.
 */
export function understand(store: CatalogueStore, questions: readonly Question[]): Understanding | null {
  const complete = questions.every(({ asTyped }) => asTyped);
  const typed = complete ? questions.map(({ asTyped }) => asTyped!) : null;
  const typedRows = typed && common(typed.map(({ rows }) => rows));
  const asTyped =
    typedRows && !isEmpty(typedRows) ? { choices: questions.map(() => null), rows: typedRows } : null;
  if (asTyped && !isEmpty(common(typed!.map(({ firm }) => firm))!)) return asTyped;

  const mended = mend(store, questions, 'firm') ?? (asTyped ? null : mend(store, questions, 'rows'));
  if (!asTyped) return mended;
  if (!mended || mended.cost > nearEnough) return asTyped;
  addAll(mended.rows, asTyped.rows);
  return mended;
}

function mend(
  store: CatalogueStore,
  questions: readonly Question[],
  where: 'firm' | 'rows',
): (Understanding & { readonly cost: number }) | null {
  const asTyped = questions.map((question) => (question.asTyped ? null : undefined));
  const mendings = questions.map((question) => question.mendings());
  // A unit that nothing can be made of is left out; the others are still understood.
  const mendable = asTyped.flatMap((own, at) => (own === undefined && mendings[at]!.length > 0 ? [at] : []));
  const others = asTyped.flatMap((own, at) => (own === null && mendings[at]!.length > 0 ? [at] : []));
  const trials = { left: mostTrials };
  for (let extra = 0; extra <= Math.min(others.length, 3); extra += 1) {
    let best: { cost: number; fame: number; choices: Understanding['choices']; rows: Bits } | null = null;
    for (const chosen of subsets(others, extra)) {
      for (const { choices, cost } of combinations(asTyped, mendings, [...mendable, ...chosen], trials)) {
        if (best && cost > best.cost) continue;
        const absorbed = absorbedBy(choices);
        const rows = common(
          choices.flatMap((choice, at) =>
            choice === undefined || absorbed.has(at)
              ? []
              : [(choice === null ? questions[at]!.asTyped! : choice.found)[where]],
          ),
        );
        if (!rows || isEmpty(rows)) continue;
        const fame = fameOf(store, rows);
        if (!best || cost < best.cost || fame > best.fame) best = { cost, fame, choices, rows };
      }
    }
    if (best) return best;
  }
  return null;
}

/** The places of units that have become parts of their neighbours. */
export function absorbedBy(choices: Understanding['choices']): ReadonlySet<number> {
  return new Set(choices.flatMap((choice) => choice?.absorbs ?? []));
}

/** Every way to mend the units at these places, within the trials that are left. */
function* combinations(
  asTyped: readonly (null | undefined)[],
  mendings: readonly (readonly Mending[])[],
  places: readonly number[],
  trials: { left: number },
): Generator<{ choices: (Mending | null | undefined)[]; cost: number }> {
  const picks = places.map(() => 0);
  for (;;) {
    if ((trials.left -= 1) < 0) return;
    const choices: (Mending | null | undefined)[] = [...asTyped];
    let cost = 0;
    for (const [position, place] of places.entries()) {
      const mending = mendings[place]![picks[position]!]!;
      choices[place] = mending;
      cost += mending.cost;
    }
    yield { choices, cost };
    let position = 0;
    while (position < places.length) {
      picks[position]! += 1;
      if (picks[position]! < mendings[places[position]!]!.length) break;
      picks[position] = 0;
      position += 1;
    }
    if (position === places.length) return;
  }
}

function* subsets(places: readonly number[], size: number, from = 0): Generator<readonly number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let at = from; at < places.length; at += 1)
    for (const rest of subsets(places, size - 1, at + 1)) yield [places[at]!, ...rest];
}

/** Popular products that are looked at to tell which of two readings people mean. */
const looksAt = 4_000;

/** How well known the best known of these products is; higher is better. */
function fameOf(store: CatalogueStore, rows: Bits): number {
  const { items } = store.byPopularity;
  for (let place = 0; place < Math.min(items.length, looksAt); place += 1)
    if (hasBit(rows, items[place]!)) return looksAt - place;
  return 0;
}
