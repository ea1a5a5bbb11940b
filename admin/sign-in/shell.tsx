import type { ReactNode } from 'react';

/** What every page before the back-office knows. */
export interface Door {
  cinema: string;
  /** What the reader chose; null: as their system likes it. */
  light: 'light' | 'dark' | null;
  styles: readonly string[];
  fonts: readonly string[];
}

/** A page of one card, which needs no script. */
export function Shell({ door, title, children }: { door: Door; title: string; children: ReactNode }) {
  return (
    <html lang="en" {...(door.light && { 'data-bs-theme': door.light })}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content={door.light ?? 'light dark'} />
        <title>{`${title} · ${door.cinema}`}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {door.fonts.map((href) => (
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        {door.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      <body className="office office-door">
        <main>
          <p className="office-door-name">
            <a href="/">{door.cinema}</a>
          </p>
          <div className="office-door-card">
            <h1>{title}</h1>
            {children}
          </div>
        </main>
      </body>
    </html>
  );
}

export function Note({ tone, children }: { tone: 'good' | 'bad'; children: ReactNode }) {
  return (
    <p className="office-note" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}

interface FieldProps {
  name: string;
  label: string;
  type: 'email' | 'password' | 'text';
  autoComplete: string;
  value?: string | undefined;
  note?: string;
  numeric?: boolean;
  optional?: boolean;
  focus?: boolean;
}

export function Field({ name, label, type, autoComplete, value, note, numeric, optional, focus }: FieldProps) {
  const noteId = note && `${name}-note`;
  return (
    <div className="office-door-field">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        className="office-field"
        autoComplete={autoComplete}
        defaultValue={value}
        required={!optional}
        maxLength={200}
        aria-describedby={noteId}
        // biome-ignore lint/a11y/noAutofocus: the page is this one form
        autoFocus={focus}
        {...(numeric && { inputMode: 'numeric', pattern: '[0-9]*' })}
      />
      {note && (
        <small id={noteId} className="office-muted">
          {note}
        </small>
      )}
    </div>
  );
}
