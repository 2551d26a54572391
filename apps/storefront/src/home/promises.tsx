import { Icon, type IconName } from '../web/index.ts';

const promises: readonly { icon: IconName; title: string; text: string; path: string; more: string }[] = [
  {
    icon: 'tag',
    title: 'Discounts that hold up',
    text: 'A crossed-out price is the lowest of the 30 days before the sale began. A supplier’s list price is called just that.',
    path: '/pages/about',
    more: 'How we price',
  },
  {
    icon: 'shield',
    title: 'What it is, said plainly',
    text: 'Sealed, tester or unboxed is your choice beside the size, each with its own price, and never swapped when we pack.',
    path: '/pages/authenticity-and-testers',
    more: 'Authenticity and testers',
  },
  {
    icon: 'leaf',
    title: 'Choose by what is in it',
    text: 'Every note is a page and a filter: with vetiver, without vanilla. “Smells like” tells you why, and what costs less.',
    path: '/notes',
    more: 'All notes',
  },
  {
    icon: 'truck',
    title: 'Delivery before you pay',
    text: 'Every method with its price and time stands on the product page and in the cart. Nothing is added at the end.',
    path: '/pages/delivery-and-returns',
    more: 'Delivery and returns',
  },
];

/** Why one would buy here: only what the shop keeps by how it is built. */
export function Promises() {
  return (
    <section class="home-section wrap" aria-labelledby="promises">
      <h2 class="section-title" id="promises">
        Why buy here
      </h2>
      <ul class="promises">
        {promises.map(({ icon, title, text, path, more }) => (
          <li class="promise">
            <Icon name={icon} />
            <h3 class="promise__title">{title}</h3>
            <p>{text}</p>
            <a class="promise__more" href={path}>
              {more}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
