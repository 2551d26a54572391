import type { FunctionComponent } from 'preact';
import { About } from './texts/about.tsx';
import { Accessibility } from './texts/accessibility.tsx';
import { AuthenticityAndTesters } from './texts/authenticity-and-testers.tsx';
import { Contact } from './texts/contact.tsx';
import { DeliveryAndReturns } from './texts/delivery-and-returns.tsx';
import { PaymentAndSecurity } from './texts/payment-and-security.tsx';
import { Privacy } from './texts/privacy.tsx';

/** What the texts say that is a setting of this shop rather than a sentence. */
export interface ShopFacts {
  readonly contactEmail: string;
  /** Name and postal address of who runs the shop, one line each. */
  readonly operator: string | undefined;
  /** How long items are set aside while a payment runs, in minutes. */
  readonly holdMinutes: number;
  /** ISO 4217. */
  readonly currency: string;
}

interface InformationPage {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly Text: FunctionComponent<ShopFacts>;
}

export const informationPages: readonly InformationPage[] = [
  {
    slug: 'about',
    title: 'About us',
    description: 'What we sell, how we make our prices, and where notes, votes and “smells like” come from.',
    Text: About,
  },
  {
    slug: 'delivery-and-returns',
    title: 'Delivery and returns',
    description:
      'Every delivery method with its price and time, where we deliver to, and how to send something back.',
    Text: DeliveryAndReturns,
  },
  {
    slug: 'payment-and-security',
    title: 'Payment and security',
    description: 'How paying works, why nothing is charged twice, and what keeps your data safe.',
    Text: PaymentAndSecurity,
  },
  {
    slug: 'authenticity-and-testers',
    title: 'Authenticity and testers',
    description: 'What sealed, tester and unboxed mean, and how to tell an original.',
    Text: AuthenticityAndTesters,
  },
  {
    slug: 'privacy',
    title: 'Privacy',
    description: 'Which data the shop keeps, why and for how long. Looking around leaves no cookie.',
    Text: Privacy,
  },
  {
    slug: 'contact',
    title: 'Contact and imprint',
    description: 'How to reach us and who runs the shop.',
    Text: Contact,
  },
  {
    slug: 'accessibility',
    title: 'Accessibility',
    description: 'How the shop is made usable for everyone, and where to say when it is not.',
    Text: Accessibility,
  },
];
