/**
 * What a buyer in each province or territory pays in basis points: GST and provincial tax together, or the harmonised
 * tax. Delivery is taxed at the same rate everywhere.
 */
export const provinceSalesTax: Readonly<Record<string, number>> = {
  AB: 500,
  BC: 1_200,
  MB: 1_200,
  NB: 1_500,
  NL: 1_500,
  NS: 1_400,
  NT: 500,
  NU: 500,
  ON: 1_300,
  PE: 1_500,
  QC: 1_497.5,
  SK: 1_100,
  YT: 500,
};
