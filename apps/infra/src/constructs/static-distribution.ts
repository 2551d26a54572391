import { Duration, Fn, Stack, Validations } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ARecord, AaaaRecord, HostedZone, RecordTarget, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ShopConfig } from '../config/index.ts';

export interface StaticDistributionProps {
  readonly config: ShopConfig;
  readonly assets: IBucket;
  readonly logs: IBucket;
}

/**
 * CloudFront before the bucket of static content. Objects say themselves how long they are kept: hashed names and pictures
 * for a year. A missing file is forgotten after seconds, so that one asked for too early is there when it is published.
 */
export class StaticDistribution extends Construct {
  readonly distribution: Distribution;
  /** Where browsers find static content, without a slash at the end. */
  readonly baseUrl: string;

  constructor(scope: Construct, id: string, { config, assets, logs }: StaticDistributionProps) {
    super(scope, id);
    const name = config.domain && ownName(this, config);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Static content of ${config.name}`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableLogging: true,
      logBucket: logs,
      logFilePrefix: 'static/',
      ...(name && {
        domainNames: [name.domainName],
        certificate: name.certificate,
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      // There is none: without a name here, who may list would be shown the list.
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(assets, {
          // Who may list gets 404 for what is missing, not 403.
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        compress: true,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: staticHeaders(this, config.name),
      },
      errorResponses: [{ httpStatus: 404, ttl: Duration.seconds(5) }],
    });
    Validations.of(this.distribution).acknowledge(
      {
        id: 'AwsSolutions-CFR1',
        reason: 'The shop sells to everybody; its pictures are no secret anywhere.',
      },
      {
        id: 'AwsSolutions-CFR2',
        reason: 'There is nothing behind it but files that all may read; it takes GET and HEAD only.',
      },
      ...(name
        ? []
        : [
            {
              id: 'AwsSolutions-CFR4',
              reason:
                "With CloudFront's own name and certificate CloudFront alone sets the TLS versions; a shop with a domain sets TLS 1.2.",
            },
          ]),
    );
    Validations.of(this.distribution).acknowledge({
      id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      reason: 'The default root object is set, and what is listed nowhere is public anyway.',
    });
    if (name) point(this, name.zone, name.domainName, this.distribution);
    this.baseUrl = Fn.join('', ['https://', name?.domainName ?? this.distribution.distributionDomainName]);
  }
}

/** `static.<domain>`, where there can be a certificate for it: CloudFront takes them from us-east-1 only. */
function ownName(scope: Construct, { domain, region }: ShopConfig) {
  if (!domain) return undefined;
  const domainName = `static.${domain.name}`;
  const zone = HostedZone.fromHostedZoneAttributes(scope, 'Zone', {
    hostedZoneId: domain.hostedZoneId,
    zoneName: domain.name,
  });
  let certificate: ICertificate;
  if (domain.staticCertificateArn) {
    certificate = Certificate.fromCertificateArn(scope, 'Certificate', domain.staticCertificateArn);
  } else if (region === 'us-east-1') {
    certificate = new Certificate(scope, 'Certificate', {
      domainName,
      validation: CertificateValidation.fromDns(zone),
    });
  } else {
    return undefined;
  }
  return { domainName, zone, certificate };
}

function point(scope: Construct, zone: IHostedZone, recordName: string, distribution: Distribution): void {
  const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
  new ARecord(scope, 'Address', { zone, recordName, target });
  new AaaaRecord(scope, 'Address6', { zone, recordName, target });
}

/** Headers of every file: other sites' pages cannot frame it, and a drawing that is opened by itself runs nothing. */
function staticHeaders(scope: Construct, shop: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyName: `${shop}-static-${Stack.of(scope).region}`,
    // Fonts and scripts of another origin are only used with this.
    corsBehavior: {
      accessControlAllowOrigins: ['*'],
      accessControlAllowMethods: ['GET', 'HEAD'],
      accessControlAllowHeaders: ['*'],
      accessControlAllowCredentials: false,
      accessControlMaxAge: Duration.days(1),
      originOverride: true,
    },
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      contentSecurityPolicy: {
        contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: [{ header: 'Cross-Origin-Resource-Policy', value: 'cross-origin', override: true }],
    },
  });
}
