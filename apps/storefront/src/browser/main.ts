import './favicon.svg?no-inline';
import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/components.css';
import './styles/drawer.css';
import '../listing/listing.css';
import '../product/product.css';
import '../home/home.css';
import '../search/search.css';
import '../pages/pages.css';
import '../cart/cart.css';
import '../checkout/checkout.css';
import '../orders/orders.css';
import '../payments/payments.css';
import './styles/print.css';
import { enhanceAddToCart } from './islands/add-to-cart.ts';
import { enhanceCartLink } from './islands/cart-link.ts';
import { enhanceGallery } from './islands/gallery.ts';
import { enhanceListing } from './islands/listing.ts';
import { enhanceSuggest } from './islands/suggest.ts';
import { startIslands } from './start-islands.ts';

startIslands({
  suggest: enhanceSuggest,
  listing: enhanceListing,
  gallery: enhanceGallery,
  'cart-link': enhanceCartLink,
  'add-to-cart': enhanceAddToCart,
});
