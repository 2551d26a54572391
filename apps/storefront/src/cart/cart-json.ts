/**
 * What the posts of the cart answer to `Accept: application/json`. This file is shared with the browser's scripts and
 * imports nothing.
 */

export interface CartLineJson {
  readonly variantId: number;
  /** "Maison Aurore Iris Noir". */
  readonly name: string;
  /** "Eau de parfum, 100 ml, tester". */
  readonly label: string;
  readonly imageUrl: string | null;
  readonly quantity: number;
  /** Formatted. */
  readonly lineTotal: string;
  readonly path: string;
}

export interface CartJson {
  /** Pieces. */
  readonly count: number;
  readonly goodsCents: number;
  /** Formatted: what the goods cost, before delivery. */
  readonly goods: string;
  readonly lines: readonly CartLineJson[];
}

/** 200: it was done. */
export interface CartChanged {
  readonly ok: true;
  /** One sentence for the shopper. */
  readonly message: string;
  readonly cart: CartJson;
}

/** 200 to POST /cart/lines. */
export interface AddedToCart extends CartChanged {
  readonly added: {
    readonly brandName: string;
    readonly productName: string;
    readonly variantLabel: string;
    readonly imageUrl: string | null;
    /** Formatted, of one piece. */
    readonly price: string;
    /** Pieces that this post added. */
    readonly quantity: number;
  };
  /** Said beside it when fewer were added than asked for; else null. */
  readonly notice: string | null;
}

/** 409 or 422: nothing was changed. */
export interface CartRefusal {
  readonly ok: false;
  readonly message: string;
  /** Where the shopper can settle what stands in the way. */
  readonly path?: string;
}
