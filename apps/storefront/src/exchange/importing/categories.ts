import {
  kindLabels,
  readCategories,
  saveCategories,
  type CategoryDraft,
  type CategoryRow,
  type ProductKind,
} from '../../catalogue/index.ts';
import type { ExportProduct } from '../../catalogue/export-rows.ts';
import type { ShopTransaction } from '../../database/index.ts';
import { labelOf, type ProductRecord, type RefusedLine } from '../shapes/shape.ts';
import { defaultCategory } from './merge.ts';

/** Levels of the tree, as the catalogue allows them. */
const mostCategoryLevels = 4;

/**
 * Sees to it that the categories of these records exist. The one that a kind of product goes into by itself is made where it
 * is missing; one that a file names must exist unless categories may be made, as a slip of the pen would make one too.
 * @returns the refusals by record
 */
export async function ensureCategories(
  trx: ShopTransaction,
  records: readonly { readonly record: ProductRecord; readonly before: ExportProduct | undefined }[],
  make: boolean,
): Promise<ReadonlyMap<ProductRecord, RefusedLine>> {
  const rows = await readCategories(trx);
  const known = new Set(rows.map(({ slug }) => slug));
  const roots = treeOf(rows);
  const refused = new Map<ProductRecord, RefusedLine>();
  for (const { record, before } of records) {
    const { product, line } = record;
    const kind: ProductKind = product.kind ?? 'perfume';
    const path = product.categoryPath ?? (before ? [] : [defaultCategory(kind)]);
    const wanted = path.at(-1);
    if (wanted === undefined || known.has(wanted)) continue;
    if (product.categoryPath && !make) {
      const reason = `There is no category "${wanted}"; --make-categories makes those that a file names.`;
      refused.set(record, { line, label: labelOf(product), reason });
    } else if (
      path.length > mostCategoryLevels ||
      !path.every((slug) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug))
    ) {
      const reason = `"${path.join(' > ')}" cannot be made a category: at most ${mostCategoryLevels} addresses of small letters, digits and hyphens.`;
      refused.set(record, { line, label: labelOf(product), reason });
    } else {
      addPath(roots, path, product.categoryPath ? nameOf : () => kindLabels[kind]);
      for (const slug of path) known.add(slug);
    }
  }
  if (known.size > rows.length) await saveCategories(trx, roots);
  return refused;
}

interface Node extends CategoryDraft {
  readonly children: Node[];
}

/** The whole tree as it is: saved again with something added, nothing else in it moves. */
function treeOf(rows: readonly CategoryRow[]): Node[] {
  const nodes = new Map(
    rows.map(({ id, slug, name, description }): [number, Node] => [
      id,
      { slug, name, description, children: [] },
    ]),
  );
  const roots: Node[] = [];
  for (const { id, parentId } of rows) {
    const node = nodes.get(id)!;
    const siblings = parentId === null ? roots : (nodes.get(parentId)?.children ?? roots);
    siblings.push(node);
  }
  return roots;
}

/** Adds what is missing of a path, below the last of it that exists. */
function addPath(roots: Node[], path: readonly string[], nameFor: (slug: string) => string): void {
  let siblings = roots;
  for (const slug of path) {
    let node = find(roots, slug);
    if (!node) {
      node = { slug, name: nameFor(slug), description: null, children: [] };
      siblings.push(node);
    }
    siblings = node.children;
  }
}

function find(nodes: readonly Node[], slug: string): Node | undefined {
  for (const node of nodes) {
    const found = node.slug === slug ? node : find(node.children, slug);
    if (found) return found;
  }
  return undefined;
}

const nameOf = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
