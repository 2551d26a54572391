export { demoCatalogue, type DemoOptions, type DemoPicture, type DemoProduct } from './catalogue.ts';
export { seedDemo, type SeedOptions, type SeedProgress, type SeedResult } from './seed.ts';
