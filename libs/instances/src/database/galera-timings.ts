import type { Setting } from './setting.ts';

/**
 * How the group notices that a member is gone. The same on data servers and witness. What ties them:
 *
 *     inactive_check <= keepalive / 2          a silent member is noticed soon after its keepalive is due
 *     peer_timeout < suspect_timeout           a cut link is relayed around before anybody is suspected
 *     suspect_timeout < inactive_timeout       by consensus first, by each for itself only then
 *     install_timeout >= inactive_timeout      agreeing on a view may take as long as giving up a member
 *
 * Writes stand still for suspect_timeout and 0.1 to 0.4 s more when a member is lost (measured; with the usual
 * join_retrans_period of 1 s it was 1.0 to 1.2 s more).
 */
export const galeraTimings = [
  {
    name: 'evs.keepalive_period',
    value: 'PT0.5S',
    reason: 'A silent link says something twice a second, five times before anybody is suspected.',
  },
  {
    name: 'evs.inactive_check_period',
    value: 'PT0.25S',
    reason: 'Half the keepalive: a suspicion is acted on at most this late.',
  },
  {
    name: 'evs.suspect_timeout',
    value: 'PT2.5S',
    reason:
      'Writes stand still about this long plus 0.3 s when a member is lost. Two cores that are busy have been seen to stall for 1.5 s: below 2.5 s such a stall would throw a healthy member out.',
  },
  {
    name: 'evs.inactive_timeout',
    value: 'PT5S',
    reason: 'A member that the others still hear, but not this one, is given up after twice the suspicion.',
  },
  {
    name: 'evs.install_timeout',
    value: 'PT5S',
    reason: 'Agreeing on the members that are left ends in time even when one of them goes meanwhile.',
  },
  {
    name: 'evs.join_retrans_period',
    value: 'PT0.25S',
    reason:
      'Who is left agrees on the new members by messages that are repeated this often. With the usual second, a killed member held writes up for 3.5 s, four times of four; with this for 2.6 to 2.8 s. They are sent only while members change.',
  },
  {
    name: 'gmcast.peer_timeout',
    value: 'PT1S',
    reason:
      'Must stay below evs.suspect_timeout. When only the link between the data servers is cut, the witness then relays and writes pause for about 1.5 s; with 2 s both data servers left the majority in three of three tries.',
  },
] as const satisfies readonly Setting[];

/** As wsrep_provider_options and garbd's --options take them. */
export function providerOptions(settings: readonly Pick<Setting, 'name' | 'value'>[]): string {
  return settings.map(({ name, value }) => `${name}=${value}`).join(';');
}
