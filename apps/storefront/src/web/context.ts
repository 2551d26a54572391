import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config/index.ts';
import type { AssetUrls } from './assets.ts';

/** A link of the menu, with the links under it. */
export interface MenuEntry {
  readonly label: string;
  readonly path: string;
  readonly children: readonly MenuEntry[];
}

/** What every page of the shop is drawn with. */
export interface WebContext {
  readonly config: Config;
  readonly logger: Logger;
  readonly assets: AssetUrls;
  /** The menu as it is now; categories may change while the server runs. */
  readonly menu: () => readonly MenuEntry[];
}

/** The context that createApp put on the app this request belongs to. */
export function webContext(of: Request | Response): WebContext {
  return of.app.locals.web as WebContext;
}
