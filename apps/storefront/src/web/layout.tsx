import { renderToString } from 'preact-render-to-string';
import { Icon } from './components/icon.tsx';
import type { MenuEntry, WebContext } from './context.ts';
import type { Page } from './page.tsx';
import { footerLinks, site } from './site.ts';

/** The frame of every page: head, header with search and menu, the page itself, footer. */
export function Layout({ page, context }: { page: Page; context: WebContext }) {
  return (
    <html lang="en">
      <Head page={page} context={context} />
      <body class={page.bodyClass}>
        <a class="skip-link" href="#main">
          Skip to content
        </a>
        <Header menu={context.menu()} searchText={page.searchText ?? ''} />
        <main id="main" tabIndex={-1}>
          {page.body}
        </main>
        <Footer />
      </body>
    </html>
  );
}

function Head({ page, context }: { page: Page; context: WebContext }) {
  const { assets, config } = context;
  const title = page.title === site.name ? `${site.name}: ${site.claim}` : `${page.title} · ${site.name}`;
  const description = page.description ?? site.description;
  const canonical =
    page.canonicalPath === undefined ? undefined : new URL(page.canonicalPath, config.publicUrl).href;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <meta name="description" content={description} />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf8f4" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#16130f" />
      {page.robots && <meta name="robots" content={page.robots} />}
      {canonical && <link rel="canonical" href={canonical} />}
      {assets.preloadFonts.map((href) => (
        <link rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
      ))}
      <link rel="stylesheet" href={assets.stylesheet} />
      <link rel="icon" href={assets.favicon} type="image/svg+xml" />
      <meta property="og:site_name" content={site.name} />
      <meta property="og:title" content={page.title} />
      <meta property="og:description" content={description} />
      {canonical && <meta property="og:url" content={canonical} />}
      {page.previewImageKey && (
        <meta
          property="og:image"
          content={new URL(assets.image(page.previewImageKey), config.publicUrl).href}
        />
      )}
      <script type="module" src={assets.script} />
      {page.jsonLd?.map((thing) => (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptSafeJson(thing) }} />
      ))}
    </head>
  );
}

/** JSON that cannot end the script element it stands in, whatever text it carries. */
function scriptSafeJson(thing: object): string {
  return JSON.stringify(thing)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function Header({ menu, searchText }: { menu: readonly MenuEntry[]; searchText: string }) {
  return (
    <header class="site-header">
      <div class="site-header__bar wrap">
        <a class="site-header__logo" href="/">
          {site.name}
        </a>
        <form class="search-form" action="/search" method="get" role="search" data-island="suggest">
          <label class="visually-hidden" for="search-field">
            Search by name, brand, note or size
          </label>
          <input
            class="search-form__field"
            id="search-field"
            type="search"
            name="q"
            value={searchText}
            maxLength={120}
            placeholder="Name, brand, note, size…"
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            enterKeyHint="search"
          />
          <button class="search-form__button" type="submit">
            <Icon name="search" />
            <span class="visually-hidden">Search</span>
          </button>
        </form>
        <a class="cart-link" href="/cart" data-island="cart-link">
          <Icon name="bag" />
          <span class="cart-link__label">Cart</span>
          <span class="cart-link__count" hidden></span>
        </a>
      </div>
      <Menu menu={menu} />
    </header>
  );
}

function Menu({ menu }: { menu: readonly MenuEntry[] }) {
  return (
    <nav class="menu wrap" aria-label="Categories">
      <ul class="menu__list">
        {menu.map((entry) => (
          <li class="menu__item">
            <a class="menu__link" href={entry.path}>
              {entry.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Drawn once: it is the same on every page. */
const footer = renderToString(<FooterColumns />);

function Footer() {
  return <footer class="site-footer" dangerouslySetInnerHTML={{ __html: footer }} />;
}

function FooterColumns() {
  return (
    <div class="site-footer__columns wrap">
      <div class="site-footer__about">
        <p class="site-footer__name">{site.name}</p>
        <p>{site.claim}.</p>
      </div>
      {footerLinks.map((column) => (
        <nav aria-label={column.title}>
          <h2 class="site-footer__title">{column.title}</h2>
          <ul class="site-footer__list">
            {column.links.map((link) => (
              <li>
                <a href={link.path}>{link.label}</a>
              </li>
            ))}
          </ul>
        </nav>
      ))}
    </div>
  );
}
