export type { TaxRule } from './model.ts';
export { taxOf } from './rounding.ts';
export { rateInWords, taxFor } from './tax-for.ts';
