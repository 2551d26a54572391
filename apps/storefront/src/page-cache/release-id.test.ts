import { expect, it } from 'vitest';
import { readConfig } from '../config/index.ts';
import { releaseId } from './release-id.ts';

const env = {
  PUBLIC_URL: 'https://shop.example',
  COOKIE_SECRET: 'x'.repeat(32),
  DATABASE_URL: 'mysql://shop:secret@db.example/perfume',
};
const assets = {
  stylesheet: '/assets/main.css',
  script: '/assets/main.js',
  preloadFonts: [],
  favicon: '/assets/favicon.svg',
  image: (key: string) => `/${key}`,
  origins: [],
};
const idOf = (settings: object = {}, urls: object = {}, code = 'one') =>
  releaseId(readConfig({ ...env, ...settings }), { ...assets, ...urls }, code);

it('names whatever shows on pages', () => {
  const ids = [
    idOf(),
    idOf({ PUBLIC_URL: 'https://other.example' }),
    idOf({ CONTACT_EMAIL: 'you@shop.example' }),
    idOf({ OPERATOR: 'Somebody' }),
    idOf({ CURRENCY: 'EUR' }),
    idOf({ HOLD_MINUTES: '30' }),
    idOf({ DATABASE_URL: 'mysql://shop:secret@db.example/another' }),
    idOf({}, { stylesheet: '/assets/main-2.css' }),
    idOf({}, { image: (key: string) => `https://static.example/${key}` }),
    idOf({}, {}, 'two'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

it('is the same for servers that differ in nothing that shows', () => {
  expect(idOf({ PORT: '5000', DATABASE_URL: 'mysql://shop:renewed@db.example/perfume' })).toBe(idOf());
});
