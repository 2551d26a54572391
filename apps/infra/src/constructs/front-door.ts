import { Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

export interface FrontDoorProps {
  readonly shop: string;
  /** The public name of the load balancer. */
  readonly loadBalancerName: string;
  readonly logs: IBucket;
}

/**
 * Gives a shop without a domain an address with TLS: CloudFront's own name, which passes every request on to the load
 * balancer with a secret header, without which the load balancer refuses. It keeps no page: pages change by the second.
 */
export class FrontDoor extends Construct {
  readonly secretHeader: { readonly name: string; readonly value: string };
  readonly url: string;

  constructor(scope: Construct, id: string, { shop, loadBalancerName, logs }: FrontDoorProps) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', {
      description: `What CloudFront shows to the load balancer of ${shop}`,
      generateSecretString: { excludePunctuation: true, passwordLength: 48 },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'It guards against going around CloudFront, not data; a new one has to reach both ends in one deploy.',
    });
    // Resolved by CloudFormation in both places; the template holds a reference only.
    this.secretHeader = { name: 'X-Perfume-Front-Door', value: secret.secretValue.unsafeUnwrap() };
    const distribution = new Distribution(this, 'Distribution', {
      comment: `The shop ${shop}, which has no domain`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableLogging: true,
      logBucket: logs,
      logFilePrefix: 'front-door/',
      defaultBehavior: {
        origin: new HttpOrigin(loadBalancerName, {
          protocolPolicy: OriginProtocolPolicy.HTTP_ONLY,
          customHeaders: { [this.secretHeader.name]: this.secretHeader.value },
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        // The shop compresses its pages by itself.
        compress: false,
      },
    });
    Validations.of(distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'The shop sells to everybody.' },
      {
        id: 'AwsSolutions-CFR2',
        reason:
          'The firewall, where it is wanted, stands before the load balancer; this way is for trying a shop out.',
      },
      {
        id: 'AwsSolutions-CFR4',
        reason: "With CloudFront's own name and certificate CloudFront alone sets the TLS versions.",
      },
      {
        id: 'AwsSolutions-CFR5',
        reason:
          'No certificate exists for the name of a load balancer; a shop with a domain has TLS to the end.',
      },
    );
    this.url = Fn.join('', ['https://', distribution.distributionDomainName]);
  }
}
