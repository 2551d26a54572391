import type { StackKind } from '../../config/index.ts';
import type { Price } from '../prices/price.ts';
import type { SourceName } from '../prices/sources.ts';

/** What a sum is for, in the order in which it is printed. */
export const costGroups = [
  'App servers',
  'Database and cache',
  'Load balancer',
  'Pages and static content',
  'Network',
  'Backups and storage',
  'Watching',
  'Secrets and names',
] as const;

export type CostGroup = (typeof costGroups)[number];

/** One row of a bill. */
export interface CostLine {
  readonly group: CostGroup;
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  /** In USD. */
  readonly monthly: number;
  /** Of its price; several where a row has several prices. */
  readonly sources: readonly SourceName[];
  /** A shop on managed services does not have it. */
  readonly ownServersOnly?: boolean;
  /** It grows with the trade, not with what is made. */
  readonly byTrade?: boolean;
}

export interface LineOptions extends Pick<
  CostLine,
  'group' | 'what' | 'quantity' | 'ownServersOnly' | 'byTrade'
> {
  readonly price: Price;
  /** How often the price is paid for one of the quantity in a month. Default once. */
  readonly times?: number;
  /** Default what the price is per. */
  readonly unit?: string;
}

/** A row with one price. */
export function line({ price, times = 1, unit = price.per, ...rest }: LineOptions): CostLine {
  return { ...rest, unit, monthly: rest.quantity * times * price.usd, sources: [price.source] };
}

/** A resource as its template describes it. */
export interface TemplateResource {
  readonly stack: StackKind;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Rows with the same name become one. */
export function mergeLines(lines: readonly CostLine[]): CostLine[] {
  const merged = new Map<string, CostLine>();
  for (const each of lines) {
    const key = `${each.group}\n${each.what}`;
    const known = merged.get(key);
    merged.set(
      key,
      known
        ? { ...known, quantity: known.quantity + each.quantity, monthly: known.monthly + each.monthly }
        : each,
    );
  }
  return [...merged.values()].sort(
    (one, other) => costGroups.indexOf(one.group) - costGroups.indexOf(other.group),
  );
}

/** In USD. */
export const sum = (lines: readonly Pick<CostLine, 'monthly'>[]): number =>
  lines.reduce((total, { monthly }) => total + monthly, 0);
