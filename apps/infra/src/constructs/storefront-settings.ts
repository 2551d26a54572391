import { Fn } from 'aws-cdk-lib';
import type { ShopConfig } from '../config/index.ts';
import type { StaticStack } from '../stacks/static-stack.ts';

/** The storefront's settings that are no secrets and no matter of the instance itself (docs/reference/settings.md). */
export function storefrontSettings({
  config,
  url,
  content,
}: {
  readonly config: ShopConfig;
  readonly url: string;
  readonly content: Pick<StaticStack, 'assets' | 'assetBaseUrl'>;
}): Record<string, string> {
  const { shop } = config;
  return {
    PUBLIC_URL: url,
    // With CloudFront before the load balancer there are two that add to X-Forwarded-For.
    TRUST_PROXY_HOPS: config.domain ? '1' : '2',
    ASSET_BASE_URL: content.assetBaseUrl,
    ASSET_STORE_URL: Fn.join('', ['s3://', content.assets.bucketName, `?region=${config.region}`]),
    CURRENCY: shop.currency,
    CONTACT_EMAIL: shop.contactEmail,
    MAIL_FROM: shop.mailFrom,
    ...(shop.operator !== undefined && { OPERATOR: shop.operator.replaceAll('\n', '\\n') }),
    TEST_PAYMENTS: shop.testPayments ? 'on' : 'off',
  };
}
