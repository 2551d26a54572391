/** A deploy cannot go on; the message says what state things are in and what to do. */
export class DeployFailed extends Error {
  override readonly name = 'DeployFailed';
}
