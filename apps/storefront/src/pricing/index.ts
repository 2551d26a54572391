export * from './model.ts';
export { currentPrice, saleRuns } from './current-price.ts';
export { per100 } from './per100.ts';
export { priceRecordColumns, type PriceRecord } from './price-record.ts';
export { readCurrentPrices } from './read-prices.ts';
export { setPrices, type PriceInput } from './set-prices.ts';
