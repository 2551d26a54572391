import { UserError } from '../system/patience.ts';

/**
 * The moment after `--until`; undefined without it.
 * @throws UserError when it is no moment, or has no zone
 */
export function readMoment(args: readonly string[]): Date | undefined {
  const at = args.indexOf('--until');
  if (at === -1) return undefined;
  const text = args[at + 1] ?? '';
  const moment = new Date(text);
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(moment.getTime()))
    throw new UserError(
      `--until is "${text}"; it must be a moment with its zone, such as 2026-11-24T12:00:00Z.`,
    );
  return moment;
}
