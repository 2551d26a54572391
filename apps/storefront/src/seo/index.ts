export { breadcrumbJsonLd } from './breadcrumb-json-ld.ts';
export { createSeoRouter, type SeoDependencies } from './router.ts';
