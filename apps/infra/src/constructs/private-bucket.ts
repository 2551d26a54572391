import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface PrivateBucketProps {
  /** Whether the bucket and what is in it outlive the stack. */
  readonly retain: boolean;
  /** Keeps former versions of each object. Default false. */
  readonly versioned?: boolean;
  /** Rules beside the one that clears away uploads that were never finished. Default none. */
  readonly lifecycleRules?: readonly LifecycleRule[];
  /** The bucket takes log files that CloudFront delivers, which needs an access control list. Default false. */
  readonly takesCloudFrontLogs?: boolean;
  /** Why nobody needs a log of who read the bucket. */
  readonly whyNoAccessLog: string;
}

/** A bucket that is encrypted, reached by TLS only and open to nobody. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: props.versioned ?? false,
      removalPolicy: props.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      objectOwnership: props.takesCloudFrontLogs
        ? ObjectOwnership.BUCKET_OWNER_PREFERRED
        : ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(2) },
        ...(props.lifecycleRules ?? []),
      ],
    });
    Validations.of(this).acknowledge({ id: 'AwsSolutions-S1', reason: props.whyNoAccessLog });
  }
}

/** A bucket for access logs. They hold addresses of shoppers, so they go after `keepDays`. */
export class LogBucket extends PrivateBucket {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly keepDays: number; readonly cloudFront?: boolean },
  ) {
    super(scope, id, {
      retain: false,
      takesCloudFrontLogs: props.cloudFront ?? false,
      lifecycleRules: [{ expiration: Duration.days(props.keepDays) }],
      whyNoAccessLog: 'It holds access logs itself.',
    });
  }
}
