export { informationPages, type ShopFacts } from './information-pages.tsx';
export { createInformationRouter } from './router.tsx';
