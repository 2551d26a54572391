export { readCartId } from './cart-cookie.ts';
export { writeCartNotice } from './cart-notice.ts';
export {
  lockCartForOrder,
  markCartOrdered,
  markCartOrdering,
  reopenCart,
  setDeliveryCountry,
} from './cart-state.ts';
export { addToCart, type CartEdit } from './edit-cart.ts';
export { explainLine, type LineNote } from './explain-line.ts';
export { idleDays, mostLines, mostPieces } from './limits.ts';
export { lineName, type Cart, type CartLine, type CartState } from './model.ts';
export { readCart } from './price-cart.ts';
export { createCartRouter, type CartDependencies } from './router.tsx';
export { sweepIdleCarts } from './sweep-carts.ts';
export { offerToTryAgain } from './views/try-again.tsx';
