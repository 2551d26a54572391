import { defineShop } from '../../config/index.ts';
import emulatedShop from './emulated-shop.ts';

/** The same shop with both data servers of another type. */
export default defineShop({ ...emulatedShop, data: { instanceType: 't4g.large', volumeGiB: 20 } });
