import { EC2Client } from '@aws-sdk/client-ec2';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { directAccess } from './client.ts';

/** Clients that reach the API's stand-in past every fault. */
export interface DirectClients {
  readonly ec2: EC2Client;
  readonly s3: S3Client;
  readonly ssm: SSMClient;
  readonly secrets: SecretsManagerClient;
}

export function directClients(socketPath: string, region: string): DirectClients {
  const access = directAccess(socketPath, region);
  return {
    ec2: new EC2Client(access),
    // The stand-in knows no names for buckets.
    s3: new S3Client({ ...access, forcePathStyle: true }),
    ssm: new SSMClient(access),
    secrets: new SecretsManagerClient(access),
  };
}
