import type { Page } from './browser.ts';
import { findForm, linksTo } from './html.ts';
import { LostPatience } from './patience.ts';
import { buy } from './purchase.ts';
import { pick } from './random.ts';
import { listingPage, readersPage } from './reading.ts';
import type { JourneyEnd, OrderAnswer } from './records.ts';
import { BrokenJourney, fillForm, follow, openPage, sendForm, think, type Visit } from './visit.ts';

/** Products that a shopper looks at before giving up on finding one that can be had. */
const mostProducts = 4;

/** Shoppers pass over second pages of listings: the readers' products stand there. */
const firstBought = readersPage + 1;

const searches = [
  'rose',
  'vanilla',
  'oud',
  'jasmin',
  'eau de parfum 50 ml',
  'shampoo',
  'gift set',
  'vetiver',
];

/**
 * A shopper's whole way: looks around, buys one thing (sometimes two of it), and waits for the order to be confirmed.
 * @param answered told what the shopper knows in the end, once the button was pressed
 */
export async function runJourney(
  visit: Visit,
  answered: (answer: OrderAnswer) => void,
): Promise<{ readonly end: JourneyEnd; readonly why?: string }> {
  try {
    const added = await findSomething(visit);
    return { end: added ? await buy(visit, answered) : 'sold-out' };
  } catch (error) {
    if (error instanceof LostPatience) return { end: 'left' };
    if (error instanceof BrokenJourney) return { end: 'broken', why: error.message };
    throw error;
  }
}

/** True once something that can be had is in the cart. */
async function findSomething(visit: Visit): Promise<boolean> {
  const { random } = visit;
  const home = await openPage(visit, 'home', '/');
  await think(visit);
  const listing = random() < 0.3 ? await search(visit) : await openCategory(visit, home);
  const listed = linksTo(listing.html, '/products/');
  const products = listed.length > 0 ? listed : linksTo(home.html, '/products/');
  for (let look = 0; look < mostProducts; look += 1) {
    const path = pick(random, products);
    if (path === undefined) throw new BrokenJourney(`${listing.path} (${listing.status}) shows no product`);
    await think(visit);
    if (await addFrom(visit, await openPage(visit, 'product', path))) return true;
  }
  return false;
}

function search(visit: Visit): Promise<Page> {
  const words = pick(visit.random, searches) ?? '';
  return openPage(visit, 'search', `/search?${new URLSearchParams({ q: words }).toString()}`);
}

/** A listing, and mostly not its first page: the goods that everybody sees first are soon sold out. */
async function openCategory(visit: Visit, home: Page): Promise<Page> {
  const path = pick(visit.random, linksTo(home.html, '/categories/'));
  if (path === undefined) throw new BrokenJourney(`the home page (${home.status}) links to no category`);
  const first = await openPage(visit, 'category', path);
  const last = Math.max(1, ...linksTo(first.html, `${path}?`).map(listingPage));
  if (last < firstBought || visit.random() < 0.3) return first;
  await think(visit);
  const number = firstBought + Math.floor(visit.random() * (last - firstBought + 1));
  return openPage(visit, 'category', `${path}?page=${number}`);
}

/** Puts the product of a page into the cart; false when it cannot be had. */
async function addFrom(visit: Visit, product: Page): Promise<boolean> {
  if (!findForm(product.html, '/cart/lines')) return false;
  const form = fillForm(product, '/cart/lines', { quantity: visit.random() < 0.15 ? '2' : '1' });
  await think(visit);
  const cart = await follow(visit, await sendForm(visit, 'add', form));
  return linksTo(cart.html, '/checkout').length > 0;
}
