import { describe, expect, it } from 'vitest';
import { stackKinds } from '../config/index.ts';
import {
  listOf,
  resourcesOf,
  statementsOf,
  synthesized,
  type Statement,
} from '../testing/synthesized-shop.ts';

const data = () => statementsOf(synthesized().json('data'), 'Data servers');
const witness = () => statementsOf(synthesized().json('data'), 'Witness');
const app = () => statementsOf(synthesized().json('app'), 'App servers');

const named = (statements: readonly Statement[], sid: string) => statements.find(({ Sid }) => Sid === sid);

/** An ARN as one string, references in angle brackets. */
function flat(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [key, value] = Object.entries(resource as Record<string, unknown>)[0]!;
  if (key === 'Fn::Join') return (value as [string, unknown[]])[1].map(flat).join('');
  if (key === 'Fn::GetAtt') return `<${(value as string[])[0]!.replace(/[0-9A-F]{8}$/, '')}>`;
  return `<${String(value)
    .replace(/[0-9A-F]{8}$/, '')
    .replace(/^.*:ExportsOutput(Ref|FnGetAtt)/, '')}>`;
}

const resources = (statement: Statement | undefined) => listOf(statement?.Resource).map(flat).sort();

describe('the failover agent', () => {
  it('may associate this one address with these two interfaces and instances, and nothing else', () => {
    const move = named(data(), 'MoveTheAddress');
    expect(move?.Action).toBe('ec2:AssociateAddress');
    const ec2 = 'arn:<AWS::Partition>:ec2:<AWS::Region>:<AWS::AccountId>:';
    expect(resources(move)).toEqual([
      `${ec2}elastic-ip/<EndpointElasticIp>`,
      `${ec2}instance/<PairServerAInstance>`,
      `${ec2}instance/<PairServerBInstance>`,
      `${ec2}network-interface/<PairAddressAInterface>`,
      `${ec2}network-interface/<PairAddressBInterface>`,
    ]);
  });

  it('may look, and change nothing else in EC2', () => {
    const actions = data().flatMap(({ Action }) => listOf(Action));
    expect(actions.filter((action) => action.startsWith('ec2:')).sort()).toEqual([
      'ec2:AssociateAddress',
      'ec2:DescribeAddresses',
    ]);
  });
});

describe('data servers', () => {
  it('may write and read backups, and delete none', () => {
    expect(named(data(), 'Backups')?.Action).toEqual([
      's3:AbortMultipartUpload',
      's3:GetObject',
      's3:PutObject',
    ]);
    expect(resources(named(data(), 'Backups'))).toEqual(['<Backups>/*']);
  });

  it('may read their two secrets and write the one that they make', () => {
    expect(resources(named(data(), 'ReadSecrets'))).toEqual(['<SecretsAuthority>', '<SecretsDatabase>']);
    expect(resources(named(data(), 'WriteSecrets'))).toEqual(['<SecretsAuthority>']);
  });
});

describe('the witness', () => {
  it('may do nothing to the address, the backups or the secrets', () => {
    const actions = witness().flatMap(({ Action }) => listOf(Action));
    expect(actions.filter((action) => /^(ec2|secretsmanager):/.test(action))).toEqual([]);
    expect(JSON.stringify(witness())).not.toContain('Backups');
  });
});

describe('app servers', () => {
  it('may read releases of the shop, not those of data servers', () => {
    expect(resources(named(app(), 'Releases')).join()).toMatch(/\/releases\/\*\/app-\*$/);
  });

  it('may keep pictures, and nothing else in the bucket of static content', () => {
    expect(named(app(), 'Pictures')?.Action).toEqual(['s3:GetObject', 's3:PutObject']);
    expect(resources(named(app(), 'Pictures')).join()).toMatch(/\/images\/\*$/);
  });

  it('may read their own settings and the login to the database, not the key that certificates are signed with', () => {
    expect(resources(named(app(), 'ReadSecrets'))).toHaveLength(2);
    expect(JSON.stringify(named(app(), 'ReadSecrets'))).not.toMatch(/Authority/);
  });

  it('may answer the hooks of their own group', () => {
    expect(resources(named(app(), 'LifecycleHooks'))).toEqual([
      'arn:<AWS::Partition>:autoscaling:<AWS::Region>:<AWS::AccountId>:autoScalingGroup:*:autoScalingGroupName/perfume-app',
    ]);
  });
});

describe('nobody', () => {
  const every = () =>
    stackKinds.flatMap((kind) =>
      resourcesOf(synthesized().json(kind), 'AWS::IAM::Policy').flatMap(
        ({ Properties }) =>
          (Properties['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement,
      ),
    );

  it('may delete an object, or do everything of a kind', () => {
    const actions = every().flatMap(({ Action }) => listOf(Action));
    expect(actions.filter((action) => /\*|:Delete|iam:/.test(action))).toEqual([
      'ec2messages:DeleteMessage',
      'ec2messages:DeleteMessage',
      'ec2messages:DeleteMessage',
    ]);
  });

  it('has a policy that Amazon keeps and may widen', () => {
    for (const kind of stackKinds)
      for (const { Properties } of resourcesOf(synthesized().json(kind), 'AWS::IAM::Role'))
        expect(Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  it('may write metrics outside the namespace of the shop', () => {
    const metrics = every().filter(({ Action }) => listOf(Action).includes('cloudwatch:PutMetricData'));
    expect(metrics).toHaveLength(3);
    for (const { Condition } of metrics)
      expect(Condition).toEqual({ StringEquals: { 'cloudwatch:namespace': 'Perfume' } });
  });
});
