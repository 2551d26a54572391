/** One figure that is neither measured nor in the settings, with the reason for it. */
interface Assumption {
  readonly value: number;
  readonly unit: string;
  readonly why: string;
}

/** Everything that the sums take for granted. Each is on the careful side; `nx cost infra` prints all of them. */
export const assumptions = {
  viewsPerOrder: {
    value: 400,
    unit: 'views of pages per order',
    why: 'eight pages a visit, one visit in fifty buys',
  },
  peakToMean: { value: 4, unit: 'times the mean', why: 'the busiest hour of a day against the whole day' },
  requestsPerView: {
    value: 1.2,
    unit: 'requests of the load balancer per view',
    why: 'the page, and what is personal for who has a cart',
  },
  pageKilobytes: {
    value: 10,
    unit: 'KB per view through the load balancer',
    why: 'docs/reference/performance.md: 6 to 9 KB as brotli, and headers',
  },
  contentKilobytes: {
    value: 150,
    unit: 'KB of static content per view',
    why: 'some pictures of products; scripts and styles are kept by the browser',
  },
  contentRequests: { value: 10, unit: 'files of static content per view', why: 'pictures of one listing' },
  requestKilobytes: { value: 1, unit: 'KB that a browser sends per request', why: 'headers and cookies' },
  viewsPerConnection: { value: 5, unit: 'requests per connection', why: 'browsers keep connections' },
  internalKilobytes: {
    value: 20,
    unit: 'KB between app and data servers per view',
    why: 'rows and pages from memcached for the views that no kept page answers',
  },
  internalPart: {
    value: 0.5,
    unit: 'of that between zones',
    why: 'half of the app servers are in the zone without the address',
  },
  writtenKilobytesPerOrder: {
    value: 100,
    unit: 'KB of write sets per order',
    why: 'carts that are left, the order, stock, mail; whole rows',
  },
  replicas: { value: 2, unit: 'receivers of each write set', why: 'the other data server and the witness' },
  idleWritesGigabytes: {
    value: 5,
    unit: 'GB of write sets a month without any order',
    why: "the failover agents' write probe each second",
  },
  databasePart: { value: 0.3, unit: 'of the data volume', why: 'a volume is chosen with room to grow' },
  backupPart: { value: 0.25, unit: 'of the database', why: 'a full backup, compressed' },
  picturesGigabytes: { value: 10, unit: 'GB', why: '12,000 products, four pictures in three sizes' },
  releasesGigabytes: { value: 6, unit: 'GB', why: '100 releases of app and data servers; none is deleted' },
  logGigabytesPerServer: {
    value: 0.3,
    unit: 'GB of logs per server and month',
    why: 'a line of metrics a minute, of 5 KB, and what goes wrong',
  },
  accessLogBytes: { value: 500, unit: 'bytes per request', why: 'one line of an access log' },
  storageRequestsPerView: { value: 0.5, unit: "of Aurora's storage per view", why: 'most is in memory' },
  storageRequestsPerOrder: {
    value: 300,
    unit: "of Aurora's storage per order",
    why: 'writes of its rows and logs',
  },
  auroraBackups: {
    value: 2,
    unit: 'times the database',
    why: 'what 30 days of changes add to the free part',
  },
  natGigabytesPerServer: {
    value: 2,
    unit: 'GB per app server and month',
    why: 'logs, metrics, payments, updates',
  },
} as const satisfies Readonly<Record<string, Assumption>>;

export type AssumptionName = keyof typeof assumptions;

/** The figure of an assumption. */
export const assumed = (name: AssumptionName): number => assumptions[name].value;
