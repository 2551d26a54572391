import type { PeerState } from './wireguard.ts';

/** A peer that is there sends something every 5 s; one that sent nothing for this long, in ms, is silent. */
export const silentMs = 16_000;

/** Which peers have been heard lately: handshakes are made every two minutes only, bytes tell at once. */
export class Hearing {
  readonly #heard = new Map<string, { readonly received: number; readonly at: number }>();

  note(states: ReadonlyMap<string, PeerState>, now: number): void {
    for (const [publicKey, { received }] of states) {
      const before = this.#heard.get(publicKey);
      if (received > (before?.received ?? 0)) this.#heard.set(publicKey, { received, at: now });
    }
  }

  /** Whether the peer with this key was heard lately. */
  hears(publicKey: string, now: number): boolean {
    const last = this.#heard.get(publicKey);
    return last !== undefined && now - last.at < silentMs;
  }
}
