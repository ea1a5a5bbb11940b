import { type ReactNode, useEffect, useId, useRef } from 'react';
import { frameWords } from '../../../server/contract/words/en/till-frame.ts';

interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
}

/** Something to be settled before going on. Escape and its button leave it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog ref={box} className="dialog" aria-labelledby={id} onClose={onClose}>
      <header className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="button" onClick={onClose}>
          {frameWords.close}
        </button>
      </header>
      {children}
    </dialog>
  );
}
