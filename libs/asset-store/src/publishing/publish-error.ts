/** Publishing stopped; the message names what was wrong and what to do. Whatever was stored by then stays and is right. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
}
