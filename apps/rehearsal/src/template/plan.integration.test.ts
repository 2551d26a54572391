import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '../testing/synthesize.ts';
import { readAssembly } from './assembly.ts';
import { planFrom, type TopologyPlan } from './plan.ts';

describe('the plan that is read from the synthesized template', () => {
  let folder: string;
  let plan: TopologyPlan;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perfume-assembly-'));
    await synthesize(folder);
    plan = planFrom(await readAssembly(folder));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('has three zones, a fixed address in each, and app servers in two', () => {
    expect(plan.subnets).toEqual({ a: '10.20.0.0/20', b: '10.20.16.0/20', c: '10.20.32.0/20' });
    expect([plan.addresses.a[0], plan.addresses.b[0], plan.addresses.c[0]]).toEqual([
      '10.20.0.10',
      '10.20.16.10',
      '10.20.32.10',
    ]);
    expect(plan.group.zones).toEqual(['a', 'b']);
  });

  it('has the values of the health check, of draining and of scaling', () => {
    expect(plan.loadBalancer).toMatchObject({
      targetPort: 8080,
      deregistrationDelaySeconds: 30,
      healthCheck: { path: '/health/ready', intervalSeconds: 5, healthyThreshold: 2, unhealthyThreshold: 2 },
    });
    expect(plan.group).toMatchObject({ minimum: 2, cpuTargetPercent: 45 });
    expect(plan.group.maximum).toBeGreaterThan(plan.group.minimum);
    expect(plan.group.warmupSeconds).toBeGreaterThan(0);
  });

  it('has the security groups by who is in them', () => {
    const { app, data, witness } = plan.securityGroups;
    expect(app.ingress).toEqual([
      { protocol: 'tcp', fromPort: 8080, toPort: 8080, other: { member: 'load-balancer' } },
    ]);
    expect(data.ingress).toContainEqual({
      protocol: 'tcp',
      fromPort: 3306,
      toPort: 3306,
      other: { member: 'app' },
    });
    expect(data.ingress).not.toContainEqual(expect.objectContaining({ other: { block: '0.0.0.0/0' } }));
    expect(witness.ingress).toEqual([
      { protocol: 'udp', fromPort: 51820, toPort: 51820, other: { member: 'data' } },
    ]);
  });

  it('lets out of each server what its peers let in', () => {
    const { securityGroups } = plan;
    const missing = Object.entries(securityGroups).flatMap(([member, { ingress }]) =>
      ingress.flatMap(({ other, ...traffic }) =>
        'member' in other &&
        !securityGroups[other.member].egress.some(
          (rule) =>
            'member' in rule.other &&
            rule.other.member === member &&
            rule.protocol === traffic.protocol &&
            rule.fromPort <= traffic.fromPort &&
            rule.toPort >= traffic.toPort,
        )
          ? [`${other.member} to ${member} ${traffic.protocol} ${traffic.fromPort}`]
          : [],
      ),
    );
    expect(missing).toEqual([]);
  });

  it('names the file that is missing, and the resource that is otherwise', async () => {
    await expect(readAssembly('/nonexistent')).rejects.toThrow('npx nx synth infra');
    const path = join(folder, 'perfume-app.template.json');
    const template = await readFile(path, 'utf8');
    await writeFile(path, template.replace('"TargetTrackingScaling"', '"StepScaling"'));
    const assembly = await readAssembly(folder);
    expect(() => planFrom(assembly)).toThrow(/ScalingPolicy.* is otherwise than the rehearsal knows it/);
    await writeFile(path, template);
  });
});
