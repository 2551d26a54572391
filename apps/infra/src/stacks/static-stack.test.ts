import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { ShopSettings } from '../config/index.ts';
import { resourcesOf, shopWithDomain, synthesized } from '../testing/synthesized-shop.ts';

const content = () => synthesized().template('static');
const json = () => synthesized().json('static');

const distribution = (shop = synthesized()) =>
  resourcesOf(shop.json('static'), 'AWS::CloudFront::Distribution')[0]!.Properties['DistributionConfig'] as {
    readonly DefaultCacheBehavior: Record<string, unknown>;
    readonly Aliases?: string[];
    readonly ViewerCertificate?: Record<string, unknown>;
  };

describe('static content', () => {
  it('lies in buckets that are private, encrypted and reached by TLS only', () => {
    content().allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const policies = resourcesOf(json(), 'AWS::S3::BucketPolicy');
    expect(policies).toHaveLength(resourcesOf(json(), 'AWS::S3::Bucket').length);
    for (const policy of policies) expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
  });

  it('is read by this one distribution, by origin access control', () => {
    content().hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['s3:GetObject', 's3:ListBucket'],
            Effect: 'Allow',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
    content().resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
  });

  it('outlives the stack, as pictures of products are data; releases do not', () => {
    const kept = (id: RegExp) =>
      resourcesOf(json(), 'AWS::S3::Bucket').find((bucket) => id.test(bucket.id))?.DeletionPolicy;
    expect([kept(/^Assets/), kept(/^Releases/)]).toEqual(['Retain', 'Delete']);
  });

  it('is compressed and kept by CloudFront for as long as each object says', () => {
    expect(distribution().DefaultCacheBehavior).toMatchObject({
      Compress: true,
      ViewerProtocolPolicy: 'redirect-to-https',
      // Amazon's CachingOptimized: the object's own Cache-Control within bounds, compressed variants apart.
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
    });
  });

  it('carries headers under which a drawing runs nothing and no page frames it', () => {
    content().hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
          ContentSecurityPolicy: {
            ContentSecurityPolicy: Match.stringLikeRegexp("default-src 'none'.*sandbox"),
            Override: true,
          },
        },
        CorsConfig: { AccessControlAllowOrigins: { Items: ['*'] }, AccessControlAllowCredentials: false },
      },
    });
  });

  it('says "not found" of a missing file, shows no list, and asks again after seconds', () => {
    content().hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        DefaultRootObject: 'index.html',
        CustomErrorResponses: [{ ErrorCode: 404, ErrorCachingMinTTL: 5 }],
      },
    });
  });

  it('lets no release go by its age', () => {
    const releases = resourcesOf(json(), 'AWS::S3::Bucket').find(({ id }) => id.startsWith('Releases'));
    expect(JSON.stringify(releases)).not.toContain('ExpirationInDays');
  });

  it('forgets the addresses of shoppers in access logs after a month', () => {
    content().hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ ExpirationInDays: 30 })]) },
    });
  });
});

describe('the name of static content', () => {
  it("is CloudFront's own where there is no certificate for another", () => {
    expect(distribution().Aliases).toBeUndefined();
    expect(distribution(synthesized(shopWithDomain)).Aliases).toBeUndefined();
  });

  it('is static.<domain> in us-east-1, with a certificate made there', () => {
    const shop = synthesized({ ...shopWithDomain, region: 'us-east-1' });
    expect(distribution(shop).Aliases).toEqual(['static.example.com']);
    expect(distribution(shop).ViewerCertificate).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021' });
    shop.template('static').hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'static.example.com',
      ValidationMethod: 'DNS',
    });
  });

  it('is static.<domain> elsewhere with a certificate that is named', () => {
    const staticCertificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab';
    const shop = synthesized({
      ...shopWithDomain,
      domain: { ...shopWithDomain.domain!, staticCertificateArn },
    });
    expect(distribution(shop).ViewerCertificate).toMatchObject({ AcmCertificateArn: staticCertificateArn });
    shop.template('static').hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'static.example.com.',
      Type: 'AAAA',
    });
  });

  it('can change without a stack that is in the way of another', () => {
    const exported = (settings: ShopSettings) =>
      JSON.stringify(synthesized(settings).json('static').Outputs).includes('DomainName');
    expect(exported(shopWithDomain)).toBe(true);
    expect(exported({ ...shopWithDomain, region: 'us-east-1' })).toBe(true);
  });
});
