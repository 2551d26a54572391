/** The columns of the shop's own file, in the order in which the export writes them. */
export const ownColumns = [
  'Key',
  'Status',
  'Kind',
  'Brand',
  'Name',
  'Category',
  'Description',
  'Gender',
  'Concentration',
  'Launch year',
  'Perfumer',
  'Notes form',
  'Top notes',
  'Heart notes',
  'Base notes',
  'Notes',
  'Accords',
  'Longevity votes',
  'Sillage votes',
  'Attributes',
  'Popularity',
  'Created at',
  'Images',
  'Slug',
  'SKU',
  'Variant status',
  'Barcode',
  'Size',
  'Condition',
  'Currency',
  'Price',
  'Sale price',
  'Sale starts at',
  'Sale ends at',
  'Supplier list price',
  'On hand',
] as const;
export type OwnColumn = (typeof ownColumns)[number];

/** Those that speak of the product; the others speak of one variant. */
export const productColumns: readonly OwnColumn[] = ownColumns.slice(0, ownColumns.indexOf('SKU'));

/** The columns without which a row cannot be understood. */
export const requiredOwnColumns: readonly OwnColumn[] = ['Brand', 'Name'];
