import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { ShopSettings } from '../config/index.ts';
import {
  plainShop,
  resourcesOf,
  shopWithDomain,
  synthesized,
  testImages,
  type TemplateJson,
} from '../testing/synthesized-shop.ts';

const data = () => synthesized().template('data');
const json = () => synthesized().json('data');

const servers = (template: TemplateJson) =>
  Object.fromEntries(
    resourcesOf(template, 'AWS::EC2::Instance').map((instance) => [
      (instance.Properties['Tags'] as { readonly Value: string }[])[0]!.Value,
      instance,
    ]),
  );

describe('data servers and witness', () => {
  it('are three, at fixed addresses that stay when a server is replaced', () => {
    for (const addresses of [['10.20.0.10', '10.20.0.11'], ['10.20.16.10', '10.20.16.11'], ['10.20.32.10']]) {
      data().hasResourceProperties('AWS::EC2::NetworkInterface', {
        PrivateIpAddresses: addresses.map((address, index) => ({
          PrivateIpAddress: address,
          Primary: index === 0,
        })),
      });
    }
    expect(Object.keys(servers(json())).sort()).toEqual([
      'perfume-data-a',
      'perfume-data-b',
      'perfume-data-c',
    ]);
  });

  it('demand version 2 of the metadata service, are encrypted and have no key', () => {
    data().allResourcesProperties('AWS::EC2::Instance', {
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled' },
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: Match.objectLike({ Encrypted: true, VolumeType: 'gp3' }) },
      ],
      KeyName: Match.absent(),
    });
  });

  it('keep data on volumes of their own that outlive server and stack', () => {
    const volumes = resourcesOf(json(), 'AWS::EC2::Volume');
    expect(volumes).toHaveLength(2);
    for (const { DeletionPolicy, UpdateReplacePolicy, Properties } of volumes) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
      expect(Properties).toMatchObject({
        Encrypted: true,
        VolumeType: 'gp3',
        Size: 20,
        Iops: 3_000,
        Throughput: 125,
      });
    }
    expect(volumes.map(({ Properties }) => Properties['AvailabilityZone'])).toEqual([
      { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] },
    ]);
    data().resourceCountIs('AWS::EC2::VolumeAttachment', 2);
  });

  it('differ in type while one of them is being changed', () => {
    const changed = synthesized({
      ...plainShop,
      data: { ...plainShop.data, b: { instanceType: 't4g.large' } },
    });
    const types = Object.values(servers(changed.json('data'))).map(
      ({ Properties }) => Properties['InstanceType'],
    );
    expect(types).toEqual(['t4g.medium', 't4g.large', 't4g.nano']);
  });

  it('get an empty volume in place of one that is lost, when the settings count it up', () => {
    const idsOf = (template: TemplateJson) => resourcesOf(template, 'AWS::EC2::Volume').map(({ id }) => id);
    const anew = synthesized({ ...plainShop, data: { ...plainShop.data, b: { volume: 2 } } }).json('data');
    const [a, b] = idsOf(json());
    expect(idsOf(anew)[0]).toBe(a);
    expect(idsOf(anew)[1]).not.toBe(b);
  });

  it('leave interface, address and volume behind when one is called absent', () => {
    const without = synthesized({ ...plainShop, data: { ...plainShop.data, a: { absent: true } } }).json(
      'data',
    );
    expect(Object.keys(servers(without)).sort()).toEqual(['perfume-data-b', 'perfume-data-c']);
    const kept = ['AWS::EC2::NetworkInterface', 'AWS::EC2::Volume', 'AWS::EC2::EIP'];
    for (const type of kept)
      expect(resourcesOf(without, type).map(({ id, Properties }) => [id, Properties])).toEqual(
        resourcesOf(json(), type).map(({ id, Properties }) => [id, Properties]),
      );
    expect(servers(without)['perfume-data-b']).toEqual(servers(json())['perfume-data-b']);
  });

  it('leave interface and address of the witness behind when it is called absent, and are themselves as before', () => {
    const without = synthesized({ ...plainShop, witness: { absent: true } }).json('data');
    const { 'perfume-data-c': witness, ...pair } = servers(json());
    expect(witness).toBeDefined();
    expect(servers(without)).toEqual(pair);
    for (const type of ['AWS::EC2::NetworkInterface', 'AWS::EC2::EIP'])
      expect(resourcesOf(without, type)).toEqual(resourcesOf(json(), type));
  });
});

describe('a deploy never replaces a data server', () => {
  const images = testImages['eu-central-1']!;

  it('since its image is a constant of the template', () => {
    const used = Object.values(servers(json())).map(({ Properties }) => Properties['ImageId']);
    expect(used).toEqual([images.a!.id, images.b!.id, images.c!.id]);
    expect(json().Parameters).toBeUndefined();
  });

  it('since nothing of another release, another app image, another size of the shop is in its template', () => {
    const others: [ShopSettings, typeof testImages][] = [
      [
        plainShop,
        { 'eu-central-1': { ...images, app: { id: 'ami-0bbbbbbbbbbbbbbbb', pinned: '2027-01-01' } } },
      ],
      [{ ...plainShop, app: { instanceType: 'c7g.large', minimum: 4, maximum: 12 } }, testImages],
      [shopWithDomain, testImages],
      [{ ...plainShop, shop: { ...plainShop.shop, currency: 'EUR' } }, testImages],
    ];
    for (const [settings, pinned] of others)
      expect(JSON.stringify(synthesized(settings, pinned).json('data'))).toBe(JSON.stringify(json()));
  });

  it('since a newer image for one server is none for the others', () => {
    const renewed = synthesized(plainShop, {
      'eu-central-1': { ...images, b: { id: 'ami-0bbbbbbbbbbbbbbbb', pinned: '2027-01-01' } },
    }).json('data');
    expect(servers(renewed)['perfume-data-a']).toEqual(servers(json())['perfume-data-a']);
    expect(servers(renewed)['perfume-data-b']).not.toEqual(servers(json())['perfume-data-b']);
  });

  it('and asks for an image by a parameter without default where none is pinned', () => {
    const { Parameters } = synthesized(plainShop, {}).json('data');
    expect(Object.keys(Parameters!).sort()).toEqual(['ImageA', 'ImageB', 'ImageC']);
    for (const { Type, Default } of Object.values(Parameters!))
      expect([Type, Default]).toEqual(['AWS::EC2::Image::Id', undefined]);
  });

  it('since its first boot stays as it is: a change here stops both servers, so make it one after the other', async () => {
    const { Mappings = {} } = json() as { readonly Mappings?: object };
    const userData = Object.entries(servers(json())).map(([name, { Properties }]) => [
      name,
      Properties['UserData'],
    ]);
    await expect(
      `${JSON.stringify({ ...Object.fromEntries(userData), files: Mappings }, null, 2)}\n`,
    ).toMatchFileSnapshot('__snapshots__/first-boot-of-data-servers.txt');
  });

  it('or deletes its stack by accident', () => {
    expect(synthesized().assembly.getStackByName('perfume-data').terminationProtection).toBe(true);
  });
});

describe('the endpoint', () => {
  const [endpoint] = resourcesOf(json(), 'AWS::EC2::EIP').filter(({ id }) => id.startsWith('Endpoint'));

  it('is an Elastic IP that is kept and that no template associates with anything', () => {
    expect(endpoint).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(endpoint!.Properties).not.toHaveProperty('InstanceId');
    const associations = resourcesOf(json(), 'AWS::EC2::EIPAssociation');
    expect(associations).toHaveLength(3);
    for (const association of associations) expect(JSON.stringify(association)).not.toContain(endpoint!.id);
  });

  it('leaves each server a way to Amazon’s API that does not depend on it', () => {
    const own = resourcesOf(json(), 'AWS::EC2::EIPAssociation').map(
      ({ Properties }) => Properties['PrivateIpAddress'],
    );
    expect(own).toEqual(['10.20.0.11', '10.20.16.11', '10.20.32.10']);
    for (const { Properties } of Object.values(servers(json())).slice(0, 2))
      expect(JSON.stringify(Properties['UserData'])).toMatch(/OUTGOING_ADDRESS=10\.20\.(0|16)\.11/);
  });

  it.each([
    ['eu-central-1', '.eu-central-1.compute.amazonaws.com'],
    ['us-east-1', '.compute-1.amazonaws.com'],
  ])('has the public name that EC2 gives it in %s', (region, suffix) => {
    const { Outputs } = synthesized({ ...plainShop, region }, {}).json('data');
    expect(Outputs!['EndpointName']!.Value).toEqual({
      'Fn::Join': [
        '',
        ['ec2-', { 'Fn::Join': ['-', { 'Fn::Split': ['.', { Ref: endpoint!.id }] }] }, suffix],
      ],
    });
  });
});

describe('backups', () => {
  it('are kept for as long as is set, and two days more for the full one before', () => {
    data().hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: {
          Rules: Match.arrayWith([
            Match.objectLike({
              ExpirationInDays: 32,
              NoncurrentVersionExpiration: { NoncurrentDays: 7 },
            }),
          ]),
        },
      },
    });
  });
});

describe('secrets', () => {
  it('are made by Secrets Manager and stand in no template', () => {
    const secrets = resourcesOf(json(), 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties);
    expect(secrets.map(({ Name }) => Name)).toEqual(['perfume/database', 'perfume/tls']);
    for (const secret of secrets) expect(secret).not.toHaveProperty('SecretString');
  });
});

describe('other stacks', () => {
  it('take a name and a secret of the data stack, and nothing that changes with a server', () => {
    const exported = Object.values(json().Outputs!).filter(({ Export }) => Export !== undefined);
    expect(exported.map(({ Value }) => (Value as { readonly Ref: string }).Ref).sort()).toEqual([
      expect.stringMatching(/^EndpointElasticIp/),
      expect.stringMatching(/^SecretsDatabase/),
    ]);
  });
});
