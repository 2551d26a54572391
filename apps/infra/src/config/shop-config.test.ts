import { describe, expect, it } from 'vitest';
import { defineShop, ShopConfigError } from './shop-config.ts';
import type { ShopSettings } from './shop-settings.ts';

const plain: ShopSettings = {
  name: 'perfume',
  region: 'eu-central-1',
  app: { instanceType: 't4g.small', maximum: 4 },
  data: { instanceType: 't4g.medium', volumeGiB: 20 },
  shop: { contactEmail: 'help@example.com', mailFrom: 'Perfume <orders@example.com>' },
};

/** The plain settings with one of them changed, by its dotted name. */
function withSetting(name: string, value: unknown): ShopSettings {
  const settings = structuredClone(plain) as unknown as Record<string, unknown>;
  const path = name.split('.');
  const last = path.pop()!;
  let place = settings;
  for (const key of path) place = (place[key] ??= {}) as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(place, last);
  else place[last] = value;
  return settings as unknown as ShopSettings;
}

describe('defineShop', () => {
  it('fills in what is not said, with two app servers at 45 percent CPU', () => {
    expect(defineShop(plain)).toMatchObject({
      app: { minimum: 2, cpuTargetPercent: 45 },
      data: { volumeIops: 3_000, volumeMiBps: 125, a: { absent: false, volume: 1 }, b: { absent: false } },
      witness: { instanceType: 't4g.nano' },
      backups: { keepDays: 30 },
      keepLogsDays: 30,
      webFirewall: false,
    });
  });

  it('takes what it gave', () => {
    const config = defineShop({ ...plain, data: { ...plain.data, a: { instanceType: 't4g.large' } } });
    expect(defineShop(config)).toEqual(config);
  });

  it('names everything that is missing, at once', () => {
    const empty = { app: {}, data: {}, shop: {} } as unknown as ShopSettings;
    expect(() => defineShop(empty)).toThrow(
      /name is not set: .*letter[\s\S]*region is not set: .*eu-central-1[\s\S]*app\.instanceType is not set: .*t4g\.small[\s\S]*app\.maximum is not set[\s\S]*data\.volumeGiB is not set[\s\S]*shop\.contactEmail is not set/,
    );
  });

  it.each([
    ['name', 'Perfume'],
    ['name', '-shop'],
    ['name', 'a-name-of-more-than-twenty'],
    ['region', 'Frankfurt'],
    ['app.instanceType', 't3.small'],
    ['data.instanceType', 'db.t4g.medium'],
    ['app.minimum', 1],
    ['app.maximum', 1],
    ['app.cpuTargetPercent', 60],
    ['data.volumeGiB', 5],
    ['data.volumeMiBps', 1_000],
    ['data.a', { volume: 0 }],
    ['domain', { name: 'www.example.com', hostedZoneId: 'Z0123456789' }],
    ['domain', { name: 'example.com', hostedZoneId: 'example.com' }],
    ['shop.currency', 'usd'],
    ['shop.contactEmail', 'nobody'],
    ['alarms.email', 'nobody'],
    ['keepLogsDays', 31],
    ['backups.keepDays', 3],
  ])('refuses %s = %j by its name', (name, value) => {
    expect(() => defineShop(withSetting(name, value))).toThrow(ShopConfigError);
    expect(() => defineShop(withSetting(name, value))).toThrow(name);
  });

  it('says of a misspelt setting that there is none of this name', () => {
    expect(() => defineShop(withSetting('app.maximun', 4))).toThrow('app.maximun: is no setting');
  });

  it('keeps one data server at least, and two of the three that vote', () => {
    const both = withSetting('data.a', { absent: true }) as unknown as { data: Record<string, unknown> };
    both.data['b'] = { absent: true };
    expect(() => defineShop(both as unknown as ShopSettings)).toThrow(/data\.b\.absent: .*one data server/);
    const witness = withSetting('data.a', { absent: true }) as unknown as Record<string, unknown>;
    witness['witness'] = { absent: true };
    expect(() => defineShop(witness as unknown as ShopSettings)).toThrow(/witness\.absent: .*two of three/);
  });
});
