import { App, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { stringify } from 'yaml';
import { describe, expect, it, vi } from 'vitest';
import { buildShop } from '../build-shop.ts';
import { defineShop, stackKinds } from '../config/index.ts';
import large from '../../config/large.ts';
import medium from '../../config/medium.ts';
import small from '../../config/small.ts';
import { featureFlags } from '../feature-flags.ts';
import { plainShop, shopWithDomain, synthesized, testImages } from '../testing/synthesized-shop.ts';

/** What CloudFormation takes of a template that is sent as it is, in bytes. */
const largestTemplate = 51_200;

describe('the three examples', () => {
  it.each([
    ['small', small],
    ['medium', medium],
    ['large', large],
  ])('%s passes every rule, and fits without a bucket for templates', (_name, config) => {
    const shop = synthesized(config, {});
    for (const kind of stackKinds) {
      // The CDK's command sends YAML.
      expect([kind, Buffer.byteLength(stringify(shop.json(kind))) < largestTemplate]).toEqual([kind, true]);
    }
  });
});

describe('a synth', () => {
  it('asks for no account, no region, no lookup and no bootstrapped account', () => {
    const { manifest, stacks } = synthesized().assembly;
    expect(manifest.missing).toBeUndefined();
    for (const stack of stacks) {
      expect(stack.environment).toMatchObject({ account: 'unknown-account', region: 'unknown-region' });
      expect(stack.assets).toEqual([]);
      expect(stack.requiresBootstrapStackVersion).toBeUndefined();
      expect(JSON.stringify(stack.template)).not.toContain('BootstrapVersion');
    }
  });

  it('deploys in the one order in which each stack finds what it takes', () => {
    const before = Object.fromEntries(
      synthesized().assembly.stacks.map(({ stackName, dependencies }) => [
        stackName,
        dependencies
          .map(({ id }) => id)
          .filter((id) => !id.endsWith('.assets'))
          .sort(),
      ]),
    );
    expect(before).toEqual({
      'perfume-network': [],
      'perfume-static': [],
      'perfume-data': ['perfume-network', 'perfume-static'],
      'perfume-app': ['perfume-data', 'perfume-network', 'perfume-static'],
      'perfume-monitoring': ['perfume-app'],
    });
  });

  it('makes few things of one stack needed by another', () => {
    const exported = Object.fromEntries(
      stackKinds.map((kind) => [
        kind,
        Object.values(synthesized(shopWithDomain).json(kind).Outputs ?? {}).filter(({ Export }) => Export)
          .length,
      ]),
    );
    expect(exported).toEqual({ network: 8, static: 5, data: 2, app: 3, monitoring: 0 });
  });

  it('fails when a rule is broken and nobody said why', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const app = new App({ context: featureFlags() });
    const { network } = buildShop(app, defineShop(plainShop), testImages);
    new CfnSecurityGroup(network, 'Careless', {
      groupDescription: 'Open to everybody',
      vpcId: network.network.vpc.vpcId,
      securityGroupIngress: [{ cidrIp: '0.0.0.0/0', ipProtocol: 'tcp', fromPort: 3306, toPort: 3306 }],
    });
    expect(() => app.synth()).toThrow(/inbound access.*perfume-network\/Careless/s);
  });

  it('has a reason for each rule that does not apply', () => {
    const app = new App({ context: featureFlags() });
    const {
      network,
      content,
      data,
      app: servers,
      monitoring,
    } = buildShop(app, defineShop(plainShop), testImages);
    const reasons = [network, content, data, servers, monitoring]
      .flatMap((stack) => stack.node.findAll())
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .map(({ data }) => JSON.stringify(data));
    expect(reasons.length).toBeGreaterThan(15);
    for (const reason of reasons) expect(reason.length).toBeGreaterThan(60);
  });

  it('gives the templates of last time', async () => {
    const shop = synthesized(shopWithDomain);
    // What servers do at their first boot has a test of its own.
    const withoutFirstBoot = (key: string, value: unknown) =>
      key === 'UserData' || key === 'Mappings' ? undefined : value;
    const templates = Object.fromEntries(stackKinds.map((kind) => [kind, shop.json(kind)]));
    await expect(`${JSON.stringify(templates, withoutFirstBoot, 1)}\n`).toMatchFileSnapshot(
      '__snapshots__/shop-with-a-domain.txt',
    );
  });
});
