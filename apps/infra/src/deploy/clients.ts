import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { DeployFailed } from './failure.ts';
import { isLoopback, type Target } from './target.ts';

/** Tries of one call; the SDK waits between them for a random time that doubles, up to 20 s. */
const attempts = 5;
/** The longest wait for a connection, in ms. */
const connectMs = 5_000;
/** The longest wait for an answer, in ms; an archive of a release travels in one request. */
const answerMs = 120_000;

/** One client of each service that a deploy talks to by itself; the stacks are the CDK's to talk about. */
export interface Clients {
  readonly autoScaling: AutoScalingClient;
  readonly cloudFormation: CloudFormationClient;
  readonly ec2: EC2Client;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly s3: S3Client;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
  readonly close: () => void;
}

/** Opens the clients of a target. Each refuses a request for another place right before it is sent, whatever told it to go there. */
export function openClients({ kind, region, endpoint }: Target): Clients {
  const settings = {
    region,
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true },
    ...(kind === 'emulator' && {
      endpoint: endpoint!,
      credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    }),
  };
  const clients = {
    autoScaling: new AutoScalingClient(settings),
    cloudFormation: new CloudFormationClient(settings),
    ec2: new EC2Client(settings),
    loadBalancing: new ElasticLoadBalancingV2Client(settings),
    s3: new S3Client({ ...settings, forcePathStyle: kind === 'emulator' }),
    ssm: new SSMClient(settings),
    sts: new STSClient(settings),
  };
  for (const client of Object.values(clients)) refuseOtherPlaces(client as unknown as Guardable, kind);
  return {
    ...clients,
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

type Send = (args: { readonly request: unknown }) => Promise<never>;

/** What all clients of the SDK have in common, whatever they are told and answer. */
interface Guardable {
  readonly middlewareStack: { readonly add: (middleware: (next: Send) => Send, options: object) => void };
}

function refuseOtherPlaces({ middlewareStack }: Guardable, kind: Target['kind']): void {
  const isMeant = kind === 'emulator' ? isLoopback : isAmazon;
  middlewareStack.add(
    (next) => (args) => {
      const { hostname = '' } = args.request as { hostname?: string };
      if (!isMeant(hostname)) throw wrongPlace(hostname, kind);
      return next(args);
    },
    { step: 'finalizeRequest', name: 'refuseOtherPlaces', priority: 'low' },
  );
}

function isAmazon(host: string): boolean {
  return /\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.test(host);
}

function wrongPlace(host: string, kind: Target['kind']): DeployFailed {
  return new DeployFailed(
    kind === 'aws'
      ? `A request was about to go to ${host}, which is not Amazon. Look for endpoint_url in your AWS profile (~/.aws/config).`
      : `A request was about to go to ${host}, which is not on this machine.`,
  );
}
