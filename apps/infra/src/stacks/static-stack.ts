import { CfnOutput } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { outputs } from '../config/index.ts';
import { LogBucket, PrivateBucket } from '../constructs/private-bucket.ts';
import { StaticDistribution } from '../constructs/static-distribution.ts';
import { ShopStack, type ShopStackProps } from './shop-stack.ts';

/** What is published before servers use it: static content behind CloudFront, and the releases that servers run. */
export class StaticStack extends ShopStack {
  readonly assets: IBucket;
  readonly releases: IBucket;
  readonly assetBaseUrl: string;

  constructor(scope: Construct, { config }: ShopStackProps) {
    super(scope, 'static', config, { description: `Static content and releases of ${config.name}` });
    const assets = new PrivateBucket(this, 'Assets', {
      // Pictures of products are uploaded once, by people: they are data.
      retain: true,
      whyNoAccessLog: 'CloudFront, its one reader, keeps the log.',
    });
    const releases = new PrivateBucket(this, 'Releases', {
      // No release goes by age: servers that start years later still need the one that is in service.
      retain: false,
      whyNoAccessLog: 'Only servers of the shop can read it, and each logs which release it runs.',
    });
    const { distribution, baseUrl } = new StaticDistribution(this, 'Content', {
      config,
      assets,
      logs: new LogBucket(this, 'Logs', { keepDays: config.keepLogsDays, cloudFront: true }),
    });
    this.assets = assets;
    this.releases = releases;
    this.assetBaseUrl = baseUrl;
    // App servers take it until static content has a name of its own; an export that is in use cannot go.
    this.exportValue(distribution.distributionDomainName);
    new CfnOutput(this, outputs.static.assetsBucket, { value: assets.bucketName });
    new CfnOutput(this, outputs.static.releaseBucket, { value: releases.bucketName });
    new CfnOutput(this, outputs.static.assetBaseUrl, { value: baseUrl });
    new CfnOutput(this, outputs.static.distributionId, { value: distribution.distributionId });
  }
}
