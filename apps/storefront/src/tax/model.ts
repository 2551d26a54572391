/** How one place taxes goods. An order's lines keep name and rate, so that it prints the same in five years. */
export interface TaxRule {
  /** "Sales tax (California)", "VAT (Germany)". */
  readonly name: string;
  /** 2000 is 20 %. Some rates have half a basis point: 1497.5 is Quebec's 14.975 %. */
  readonly rateBasisPoints: number;
  /** True: the shown prices hold the tax already. False: it comes on top of them. */
  readonly included: boolean;
  /** Whether delivery is taxed at the same rate. */
  readonly shippingTaxed: boolean;
}
