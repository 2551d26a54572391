/** Something that the workspace needs cannot be started or installed here; the message says what to do about it. */
export class CannotProvide extends Error {
  override readonly name = 'CannotProvide';
}
