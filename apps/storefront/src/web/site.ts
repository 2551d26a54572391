/** What the shop calls itself, in one place. */
export const site = {
  name: 'Perfume',
  claim: 'Fragrances, hair and skin care at honest discount prices',
  description:
    'Discount perfumes, colognes, hair and skin care: honest prices, price per 100 ml, notes you can search by, and delivery you can see before you pay.',
  locale: 'en-US',
} as const;

/** Links at the foot of every page. */
export const footerLinks: readonly {
  readonly title: string;
  readonly links: readonly { label: string; path: string }[];
}[] = [
  {
    title: 'Shop',
    links: [
      { label: 'Brands A to Z', path: '/brands' },
      { label: 'Notes', path: '/notes' },
      { label: 'On sale', path: '/collections/on-sale' },
      { label: 'Testers', path: '/collections/testers' },
    ],
  },
  {
    title: 'Help',
    links: [
      { label: 'Find my order', path: '/orders/find' },
      { label: 'Delivery and returns', path: '/pages/delivery-and-returns' },
      { label: 'Payment and security', path: '/pages/payment-and-security' },
      { label: 'Contact', path: '/pages/contact' },
    ],
  },
  {
    title: 'About',
    links: [
      { label: 'About us', path: '/pages/about' },
      { label: 'Authenticity and testers', path: '/pages/authenticity-and-testers' },
      { label: 'Accessibility', path: '/pages/accessibility' },
      { label: 'Privacy', path: '/pages/privacy' },
    ],
  },
];
