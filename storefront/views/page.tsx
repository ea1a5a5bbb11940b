import type { ReactNode } from 'react';
import { languages, wordsFor } from '../../server/contract/words/words.ts';
import type { Frame } from './frame.ts';
import { MoonIcon, PersonIcon, SearchIcon, SunIcon } from './icons.tsx';

export interface PageProps {
  frame: Frame;
  title: string;
  description?: string;
  /** For links shown elsewhere: an address on this site. */
  image?: string;
  /** Pages that only their owner should find. */
  hidden?: boolean;
  current?: 'programme' | 'rules' | 'account';
  head?: ReactNode;
  children: ReactNode;
}

/**
 * The page is whole without its scripts: they wait for what it is drawn with. React 18 takes this name in small letters
 * alone.
 */
const later = { fetchpriority: 'low' };

/** The shell of every page: head, header, the page itself, footer. */
export function Page({ frame, title, description, image, hidden, current, head, children }: PageProps) {
  const { words, cinema, assets } = frame;
  const name = words.shell.pageTitle(title, cinema.name);
  return (
    <html lang={words.language} {...(frame.theme && { 'data-bs-theme': frame.theme })}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{name}</title>
        <meta name="description" content={description || words.shell.tagline(cinema.name)} />
        {hidden ? <meta name="robots" content="noindex" /> : <OtherLanguages frame={frame} />}
        <meta name="theme-color" content="#14110f" />
        <meta name="color-scheme" content={frame.theme ?? 'light dark'} />
        <meta property="og:site_name" content={cinema.name} />
        <meta property="og:type" content="website" />
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description || words.shell.tagline(cinema.name)} />
        {image && <meta property="og:image" content={frame.publicUrl + image} />}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {!assets.fontsLater && <Fonts files={assets.fonts} />}
        {assets.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {assets.fontsLater && <Fonts files={assets.fonts} {...later} />}
        {assets.preloads.map((href) => (
          <link key={href} rel="modulepreload" href={href} {...later} />
        ))}
        {assets.scripts.map((src) => (
          <script key={src} type="module" src={src} {...later} />
        ))}
        {head}
      </head>
      <body>
        <a className="skip-link" href="#content">
          {words.shell.skip}
        </a>
        <Header frame={frame} current={current} />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <Footer frame={frame} current={current} />
      </body>
    </html>
  );
}

function Fonts({ files, ...how }: { files: readonly string[]; fetchpriority?: string }) {
  return files.map((href) => (
    <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" {...how} />
  ));
}

function Header({ frame, current }: { frame: Frame; current: PageProps['current'] }) {
  const { words, cinema } = frame;
  return (
    <header className="site-header no-print">
      <div className="container">
        <a className="wordmark" href="/">
          {cinema.name}
        </a>
        <nav aria-label={cinema.name}>
          <a href="/" {...(current === 'programme' && { 'aria-current': 'page' })}>
            {words.shell.programme}
          </a>
        </nav>
        {current !== 'programme' && (
          <>
            <HeaderSearch frame={frame} />
            <a className="icon-button header-search-link" href="/#q" aria-label={words.shell.search}>
              <SearchIcon />
            </a>
          </>
        )}
        <LanguageSwitch frame={frame} />
        <ThemeSwitch frame={frame} />
        <a
          className="icon-button"
          href="/account"
          aria-label={words.account.title}
          {...(current === 'account' && { 'aria-current': 'page' })}
        >
          <PersonIcon />
        </a>
      </div>
    </header>
  );
}

function HeaderSearch({ frame: { words } }: { frame: Frame }) {
  return (
    <search className="header-search">
      <form action="/" method="get">
        <input
          type="search"
          name="q"
          maxLength={100}
          aria-label={words.shell.search}
          placeholder={words.shell.search}
          autoComplete="off"
        />
        <button type="submit" className="icon-button" aria-label={words.shell.find}>
          <SearchIcon />
        </button>
      </form>
    </search>
  );
}

/** The same page for readers, and search engines, of each language. */
function OtherLanguages({ frame: { path, publicUrl } }: { frame: Frame }) {
  const address = (language?: string) => {
    const url = new URL(path, publicUrl);
    if (language) url.searchParams.set('lang', language);
    return url.href;
  };
  return (
    <>
      {languages.map((language) => (
        <link key={language} rel="alternate" hrefLang={language} href={address(language)} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={address()} />
    </>
  );
}

/** A button for every other language, in its own words. */
function LanguageSwitch({ frame: { words, path } }: { frame: Frame }) {
  const others = languages.filter((language) => language !== words.language).map(wordsFor);
  return (
    <form className="language-switch" action="/language" method="post">
      <input type="hidden" name="back" value={path} />
      {others.map(({ language, name, shortName }) => (
        <button key={language} type="submit" name="language" value={language} lang={language} className="icon-button">
          <span aria-hidden="true">{shortName}</span>
          <span className="visually-hidden">{name}</span>
        </button>
      ))}
    </form>
  );
}

/** Two buttons, of which the sheet shows the one that changes something. */
function ThemeSwitch({ frame: { words, path } }: { frame: Frame }) {
  return (
    <form className="theme-switch" action="/theme" method="post">
      <input type="hidden" name="back" value={path} />
      <button
        type="submit"
        name="theme"
        value="dark"
        className="icon-button theme-to-dark"
        aria-label={words.shell.toDark}
      >
        <MoonIcon />
      </button>
      <button
        type="submit"
        name="theme"
        value="light"
        className="icon-button theme-to-light"
        aria-label={words.shell.toLight}
      >
        <SunIcon />
      </button>
    </form>
  );
}

function Footer({ frame, current }: { frame: Frame; current: PageProps['current'] }) {
  const { words, cinema } = frame;
  return (
    <footer className="site-footer no-print">
      <div className="container">
        <address>
          <strong>{cinema.name}</strong>, {cinema.address}
        </address>
        <p>
          {words.shell.boxOffice}:{' '}
          {cinema.phone && <a href={`tel:${cinema.phone.replaceAll(/\s/g, '')}`}>{cinema.phone}</a>}
          {cinema.phone && ', '}
          <a href={`mailto:${cinema.email}`}>{cinema.email}</a>
        </p>
        <a href="/house-rules" {...(current === 'rules' && { 'aria-current': 'page' })}>
          {words.shell.rules}
        </a>
      </div>
    </footer>
  );
}
