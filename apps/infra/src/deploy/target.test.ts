import { describe, expect, it } from 'vitest';
import { readTarget } from './target.ts';

const region = 'eu-central-1';
const emulator = { SHOP_TARGET: 'emulator', AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' };

describe('a deploy to Amazon', () => {
  it.each([
    { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' },
    { AWS_ENDPOINT_URL: 'https://elsewhere.example' },
    { AWS_ENDPOINT_URL_S3: 'http://localhost:9000' },
    { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://[::1]:5000' },
  ])('is refused while $AWS_ENDPOINT_URL or one of a service points elsewhere', (env) => {
    expect(() => readTarget(env, region)).toThrow(Object.keys(env)[0]);
  });

  it('is what is meant when nothing is said', () => {
    expect(readTarget({ AWS_ENDPOINT_URL: '' }, region)).toMatchObject({ kind: 'aws', endpoint: undefined });
  });

  it('leaves no endpoint of a profile to the programs that it starts', () => {
    const { environment } = readTarget({ AWS_PROFILE: 'work' }, region);
    expect(environment).toMatchObject({ AWS_PROFILE: 'work', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' });
  });

  it('is refused for a SHOP_ACCOUNT that is no account', () => {
    expect(() => readTarget({ SHOP_ACCOUNT: 'work' }, region)).toThrow(/12 digits/);
  });
});

describe('a deploy to an emulator', () => {
  it.each(['http://127.0.0.1:5000', 'http://127.8.9.1:80', 'http://localhost:5000', 'http://[::1]:5000'])(
    'goes to %s',
    (endpoint) => {
      const target = readTarget({ ...emulator, AWS_ENDPOINT_URL: endpoint }, region);
      expect(target).toMatchObject({ kind: 'emulator', endpoint });
    },
  );

  it.each([
    'https://cloudformation.eu-central-1.amazonaws.com',
    'http://10.0.0.4:5000',
    'http://127.0.0.1.example.com:5000',
    'http://localhost.example.com',
    'http://user@elsewhere.example:5000/127.0.0.1',
    'not an address',
  ])('is refused at %s, which is not on this machine', (endpoint) => {
    expect(() => readTarget({ ...emulator, AWS_ENDPOINT_URL: endpoint }, region)).toThrow(/AWS_ENDPOINT_URL/);
  });

  it('is refused without an address, which would be Amazon', () => {
    expect(() => readTarget({ SHOP_TARGET: 'emulator' }, region)).toThrow(/AWS_ENDPOINT_URL is not set/);
  });

  it('is refused when a single service would go to Amazon', () => {
    const env = { ...emulator, AWS_ENDPOINT_URL_S3: 'https://s3.amazonaws.com' };
    expect(() => readTarget(env, region)).toThrow(/AWS_ENDPOINT_URL_S3/);
  });

  it('hands on neither profile nor session nor keys of a real account', () => {
    const { environment } = readTarget(
      {
        ...emulator,
        PATH: '/usr/bin',
        AWS_PROFILE: 'work',
        AWS_SESSION_TOKEN: 'real',
        AWS_ACCESS_KEY_ID: 'real',
        AWS_SECRET_ACCESS_KEY: 'real',
        AWS_WEB_IDENTITY_TOKEN_FILE: '/real',
      },
      region,
    );
    expect(Object.values(environment).join(' ')).not.toMatch(/work|real/);
    expect(environment).toMatchObject({ PATH: '/usr/bin', AWS_ENDPOINT_URL: emulator.AWS_ENDPOINT_URL });
    expect(environment['AWS_SHARED_CREDENTIALS_FILE']).toBe('/dev/null');
  });
});

describe('any deploy', () => {
  it('is refused in another region than that of the settings', () => {
    expect(() => readTarget({ AWS_REGION: 'us-east-1' }, region)).toThrow(/AWS_REGION is us-east-1/);
    expect(() => readTarget({ AWS_DEFAULT_REGION: 'us-east-1' }, region)).toThrow(/AWS_DEFAULT_REGION/);
  });

  it('tells programs the region of the settings', () => {
    expect(readTarget({}, region).environment).toMatchObject({
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
    });
  });

  it('is refused for a target that there is not', () => {
    expect(() => readTarget({ SHOP_TARGET: 'azure' }, region)).toThrow(/must be aws .* or emulator/);
  });
});
