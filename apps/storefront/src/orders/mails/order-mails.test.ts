import { describe, expect, it } from 'vitest';
import { newOrder, orderLine } from '../../../test/support/orders.ts';
import type { Order } from '../model.ts';
import { confirmationContents, linkContents, notKeptContents } from './order-mails.tsx';

const setting = { publicUrl: new URL('https://shop.test'), contactEmail: 'help@shop.test' };

function order(name: string, changes: Partial<Order> = {}): Order {
  const contents = newOrder([
    orderLine(1, 2, { productName: '<script>alert(1)</script>' }),
    orderLine(2, 1, { brandName: 'Bvlgari & Sons' }),
  ]);
  const deliveryAddress = { ...contents.deliveryAddress, name };
  const at = new Date('2026-11-24T10:00:00Z');
  return {
    ...contents,
    deliveryAddress,
    id: 1,
    number: '7KD-42MX-9QT',
    accessToken: 'a'.repeat(22),
    state: 'paid',
    holdExpiresAt: null,
    placedAt: at,
    updatedAt: at,
    path: `/orders/${'a'.repeat(22)}`,
    ...changes,
  };
}

describe('mails about orders', () => {
  it('confirm with lines, totals, address and the link, in text and HTML', () => {
    const { subject, text, html } = confirmationContents(order('Ada Byron'), setting);
    expect(subject).toBe('Your order 7KD-42MX-9QT');
    for (const body of [text, html]) {
      expect(body).toContain('$99.98');
      expect(body).toContain('$154.97');
      expect(body).toContain('12 Elm Street');
      expect(body).toContain(`https://shop.test/orders/${'a'.repeat(22)}`);
      expect(body).toContain('arrives by Tuesday');
    }
  });

  it.each([confirmationContents, notKeptContents, linkContents])(
    'escape what others typed (%o)',
    (contents) => {
      const { html } = contents(order('<img src=x onerror=alert(1)>'), setting);
      expect(html).not.toMatch(/<img|<script/);
    },
  );

  it('let no name write lines of its own into the text', () => {
    const { text, subject } = confirmationContents(
      order('Ada\r\nBcc: everyone@example.com\u2028Hi'),
      setting,
    );
    expect(text).not.toMatch(/^Bcc:/m);
    expect(text).toContain('Thank you, Ada Bcc: everyone@example.com Hi.');
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('say how much goes back when an order could not be kept', () => {
    const { text, html } = notKeptContents(order('Ada Byron'), setting);
    for (const body of [text, html]) expect(body).toContain('We give $154.97 back in full');
  });
});
