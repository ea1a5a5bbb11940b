import { doorWords as words } from '../../server/contract/words/en/door.ts';

export interface DoorProps {
  cinema: string;
  zone: string;
  light: 'light' | 'dark' | null;
  styles: readonly string[];
  scripts: readonly string[];
  fonts: readonly string[];
  mayUndo: boolean;
}

/** The shell of the door's page: everything on it is the script's. */
export function DoorShell({ cinema, zone, light, styles, scripts, fonts, mayUndo }: DoorProps) {
  return (
    <html lang="en" {...(light && { 'data-bs-theme': light })}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content={light ?? 'light dark'} />
        <title>{`${words.title} · ${cinema}`}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {fonts.map((href) => (
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {scripts.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
      </head>
      <body className="office door">
        <header>
          <b>{cinema}</b>
          <nav aria-label={words.office}>
            <a href="/admin">{words.office}</a>
            <a href="/staff/account">{words.account}</a>
          </nav>
        </header>
        <main id="door" data-zone={zone} data-may-undo={mayUndo} />
      </body>
    </html>
  );
}
