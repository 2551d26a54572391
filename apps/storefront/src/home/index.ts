export { createHomeRouter, type HomeDependencies } from './router.tsx';
