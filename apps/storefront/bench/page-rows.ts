import type { Addresses } from './catalogue/addresses.ts';
import type { PageRow } from './measures/pages.ts';
import { figures, type GroupName } from './report/figures.ts';
import type { Server } from './servers/server.ts';

/** Pages of the bare server: what the shop answers at the first address of each list. */
export const barePages = ({ home, products, categories }: Addresses): Readonly<Record<string, string>> => ({
  product: products.first,
  home: home.first,
  category: categories.first,
});

/** The rows of the table. */
export function pageRows(
  { cached, uncached }: { readonly cached: Server; readonly uncached: Server },
  addresses: Addresses,
  groups: readonly GroupName[],
): readonly PageRow[] {
  return [
    ...(groups.includes('cached') ? cachedRows(cached, addresses) : []),
    ...(groups.includes('uncached') ? uncachedRows(uncached, addresses) : []),
  ];
}

/** One address each: what is measured is the way of finished bytes, not the filling of the cache. */
function cachedRows(server: Server, { home, products, categories }: Addresses): readonly PageRow[] {
  const one = { product: products, home, category: categories };
  return (['product', 'home', 'category'] as const).flatMap((page) =>
    [16, 64].map((connections) => ({
      label: `${page}, from the page cache`,
      server,
      addresses: { first: one[page].first, file: oneAddressFile(one[page].file) },
      connections,
      acceptEncoding: 'br' as const,
      barePath: page,
      wanted: figures.cachedShareOfBare,
      wantedP99: null,
    })),
  );
}

export const oneAddressFile = (file: string) => file.replace(/\.txt$/, '.first.txt');

function uncachedRows(server: Server, addresses: Addresses): readonly PageRow[] {
  const { products, otherProducts, categories, newFilters, rareWords, commonWord, newCommonFilters, common } =
    addresses;
  const word = `“${common.word}”, in ${common.products.toLocaleString('en-US')} products`;
  const row = (label: string, list: PageRow['addresses'], wanted: number | null, once = false) => ({
    label,
    server,
    addresses: list,
    once,
    barePath: 'product',
    acceptEncoding: 'identity' as const,
    wanted,
  });
  const rows = [
    row('product, asked for before', products, 1 / 45),
    row('product, for the first time', otherProducts, 1 / 45, true),
    row('any category, with facets', categories, 1 / 80),
    row('any category, prices for the first time', newFilters, null, true),
    row('search, a rare word', rareWords, 1 / 80),
    row(`search, ${word}`, commonWord, 1 / 150),
    row(`search, ${word}, prices for the first time`, newCommonFilters, null, true),
  ];
  return [
    ...rows.map((one) => ({
      ...one,
      connections: 16,
      wantedP99: one.wanted === null ? null : figures.uncachedP99,
    })),
    ...rows
      .filter(({ once }) => !once)
      .map((one) => ({ ...one, connections: 64, wanted: null, wantedP99: null })),
    {
      ...row('product, asked for before, compressed anew', products, null),
      acceptEncoding: 'br' as const,
      connections: 16,
      wantedP99: null,
    },
  ];
}
