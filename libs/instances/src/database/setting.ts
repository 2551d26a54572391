/** A setting of a program, and why it has the value that it has. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  readonly reason: string;
}
