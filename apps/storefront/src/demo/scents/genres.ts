import { deepGenres } from './deep-genres.ts';
import { lightGenres } from './light-genres.ts';

export type { Genre, Season } from './genre.ts';

/** Every way to build a scent that the houses know. */
export const genres = { ...lightGenres, ...deepGenres };

export type GenreName = keyof typeof genres;
export const genreNames = Object.keys(genres) as readonly GenreName[];
