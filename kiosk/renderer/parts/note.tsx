import type { ReactNode } from 'react';

interface NoteProps {
  tone: 'good' | 'warn' | 'bad';
  text: string;
  /** What can be done about it. */
  children?: ReactNode;
}

/** What the till has to say, spoken as well as shown. */
export function Note({ tone, text, children }: NoteProps) {
  return (
    <div className={`note note-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <p>{text}</p>
      {children && <div className="note-acts">{children}</div>}
    </div>
  );
}
