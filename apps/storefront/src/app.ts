import type { AssetStore } from '@perfume/asset-store';
import type { Cache } from '@perfume/cache-client';
import type { Health } from '@perfume/health';
import type { Metrics } from '@perfume/telemetry';
import express, { Router, type Express } from 'express';
import type { Logger } from 'pino';
import { createBrandRouter } from './brands/index.ts';
import { createCartRouter } from './cart/index.ts';
import type { LiveCatalogueIndex } from './catalogue-index/index.ts';
import { createCheckoutRouter } from './checkout/index.ts';
import { createCollectionRouter } from './collections/index.ts';
import type { Config } from './config/index.ts';
import { translateDatabaseErrors } from './database-errors.ts';
import type { ShopDatabase } from './database/index.ts';
import { createHomeRouter } from './home/index.ts';
import { createCategoryRouter, type CatalogueIndex } from './listing/index.ts';
import { createMailReaderRouter, type Mailer } from './mail/index.ts';
import { menuOf } from './menu.ts';
import { createNoteRouter } from './notes/index.ts';
import { createOrderRouter } from './orders/index.ts';
import type { PageCache } from './page-cache/index.ts';
import { createInformationRouter, informationPages } from './pages/index.ts';
import {
  createPaymentEventRouter,
  createPaymentRouter,
  createTestProviderRouter,
  readPaymentOfOrder,
  type PaymentProvider,
} from './payments/index.ts';
import { createProductRouter, type KeptProducts } from './product/index.ts';
import { createSearchRouter } from './search/index.ts';
import { createSeoRouter } from './seo/index.ts';
import { answerNotFound, drawErrors } from './web/error-page.tsx';
import { createRateLimiter, type AssetUrls, type WebContext } from './web/index.ts';
import { setUpRequestLog } from './web/request-log.ts';
import { refuseCrossSitePosts, setUpSecurityHeaders } from './web/security.ts';
import { createStaticContentRouter } from './web/static-content.ts';

/** Everything the shop works with; see composition.ts for what it is in a running server. */
export interface AppDependencies {
  readonly config: Config;
  readonly logger: Logger;
  /** Absent: nothing is counted. */
  readonly metrics?: Pick<Metrics, 'count' | 'record'> | undefined;
  readonly health: Health;
  readonly database: ShopDatabase;
  readonly cache: Cache;
  readonly index: CatalogueIndex & Pick<LiveCatalogueIndex, 'collections'>;
  /** Undefined: every page is made for every request. */
  readonly pageCache?: Pick<PageCache, 'handler'> | undefined;
  /** Absent: the database is asked for every page of a product. */
  readonly keptProducts?: KeptProducts | undefined;
  readonly assets: AssetStore;
  readonly assetUrls: AssetUrls;
  /** The built browser files. */
  readonly browserFolder: string;
  readonly payments: PaymentProvider;
  readonly mailer: Mailer;
  readonly now: () => Date;
}

/** Forms are small; anything larger is refused before it is read. */
const largestForm = '64kb';

/**
 * The shop as an Express app. The order below is the order in which a request meets it: health before everything, kept
 * pages before any work, what a provider posts before forms are parsed, errors last.
 */
export function createApp(deps: AppDependencies): Express {
  const { config, logger, health, index } = deps;
  const app = express();
  app.disable('x-powered-by');
  // Pages carry their own strong ETag.
  app.disable('etag');
  app.set('trust proxy', config.trustProxyHops);
  app.set('query parser', 'simple');
  app.locals.web = { config, logger, assets: deps.assetUrls, menu: () => menuOf(index) } satisfies WebContext;

  app.use(health.handler);
  if (deps.pageCache) app.use(deps.pageCache.handler);
  app.use(setUpRequestLog(logger, deps.metrics));
  app.use(setUpSecurityHeaders(config, deps.assetUrls));
  app.use(createStaticContentRouter({ browserFolder: deps.browserFolder, assets: deps.assets }));
  app.use(createPaymentEventRouter(deps));
  app.use(refuseCrossSitePosts(config));
  app.use(express.urlencoded({ extended: false, limit: largestForm, parameterLimit: 200 }));
  app.use(createFeatures(deps));
  app.use(answerNotFound);
  app.use(drawErrors(translateDatabaseErrors));
  return app;
}

function createFeatures(deps: AppDependencies): Router {
  const { config, database, index, keptProducts, cache, now } = deps;
  const limit = createRateLimiter({ cache, enabled: config.rateLimits });
  const collections = () => index.collections();
  const { currency, holdMinutes, contactEmail, operator } = config;
  const shared = { ...deps, limit, currency };

  const router = Router();
  router.use(createHomeRouter({ index, collections }));
  router.use(createProductRouter({ database, index, currency, now, keptProducts }));
  router.use(createCategoryRouter({ index }));
  router.use(createBrandRouter({ index }));
  router.use(createNoteRouter({ index }));
  router.use(createCollectionRouter({ index, collections }));
  router.use(createSearchRouter({ index, limit }));
  router.use(createCartRouter(shared));
  router.use(createCheckoutRouter(shared));
  router.use(createOrderRouter({ ...shared, paymentOf: readPaymentOfOrder }));
  router.use(createPaymentRouter(shared));
  router.use(createInformationRouter({ contactEmail, operator, holdMinutes, currency }));
  router.use(createSeoRouter({ index, collections, informationPages }));
  if (config.testPayments) router.use(createTestProviderRouter(shared));
  if (config.environment !== 'production') router.use(createMailReaderRouter(config));
  return router;
}
