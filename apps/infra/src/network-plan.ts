/** The zones of a shop: two serve, the third only votes. The index is that of the region's list of zones. */
export const zones = {
  a: { index: 0, subnet: '10.20.0.0/20', serverAddress: '10.20.0.10', ownAddress: '10.20.0.11' },
  b: { index: 1, subnet: '10.20.16.0/20', serverAddress: '10.20.16.10', ownAddress: '10.20.16.11' },
  c: { index: 2, subnet: '10.20.32.0/20', serverAddress: '10.20.32.10' },
} as const;

export type Zone = keyof typeof zones;

/** The zones with data servers and app servers; the third holds the witness alone. */
export const servingZones = ['a', 'b'] as const;

export type ServingZone = (typeof servingZones)[number];

/** The addresses of the whole network. */
export const networkCidr = '10.20.0.0/16';
