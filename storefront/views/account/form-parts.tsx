import type { ReactNode } from 'react';

interface FieldProps {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  value?: string;
  help?: string;
  error?: string | undefined;
  autoComplete: string;
  required?: boolean;
  maxLength?: number;
}

/** One line to fill in, with its help or with what is wrong with it. */
export function Field({
  name,
  label,
  type = 'text',
  value,
  help,
  error,
  autoComplete,
  required,
  maxLength,
}: FieldProps) {
  const note = error ?? help;
  return (
    <div>
      <label className="form-label" htmlFor={name}>
        {label}
      </label>
      <input
        id={name}
        className="form-control"
        type={type}
        name={name}
        maxLength={maxLength ?? 254}
        autoComplete={autoComplete}
        required={required}
        defaultValue={value}
        {...(note && { 'aria-describedby': `${name}-note` })}
        {...(error && { 'aria-invalid': true })}
      />
      {note && (
        <span id={`${name}-note`} className={error ? 'field-error' : 'small muted'}>
          {note}
        </span>
      )}
    </div>
  );
}

/** What a form's last try came to. */
export function Said({ problem, done }: { problem?: string | null; done?: string | null }) {
  if (problem) {
    return (
      <div className="notice notice-bad" role="alert">
        <p>{problem}</p>
      </div>
    );
  }
  return done ? (
    <div className="notice notice-good" role="status">
      <p>{done}</p>
    </div>
  ) : null;
}

/** A form on a quiet sheet in the middle of the page. */
export function Sheet({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <div className="container account-door">
      <div className="panel">
        <h1>{title}</h1>
        {text && <p className="muted">{text}</p>}
        {children}
      </div>
    </div>
  );
}
