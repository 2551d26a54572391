export * from './model.ts';
export { currentPrice, saleRuns } from './current-price.ts';
export { readPriceRecords } from './index-rows.ts';
export { per100 } from './per100.ts';
export { InvalidPrice, priceProblem, type PriceInput } from './price-input.ts';
export { priceRecordColumns, type PriceRecord } from './price-record.ts';
export { readCurrentPrices } from './read-prices.ts';
export { referenceDays } from './reference-price.ts';
export { setPrices } from './set-prices.ts';
