export { default } from '@perfume/local-services/vitest';
