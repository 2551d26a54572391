/** Pieces of one variant that one cart takes: we sell to households. */
export const mostPieces = 10;

/** Lines of one cart; more would make its page and its order unreadable. */
export const mostLines = 50;

/** A cart that nobody touched for this long is removed, and its cookie ends with it. */
export const idleDays = 90;
