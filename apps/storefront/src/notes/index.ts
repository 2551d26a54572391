export { createNoteRouter, type NoteDependencies } from './router.tsx';
