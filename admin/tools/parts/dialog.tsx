import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { resourceWords as words } from '../../../server/contract/words/en/office-resources.ts';

interface DialogProps {
  title: string;
  onClose(): void;
  /** Room for a table or a long form. */
  wide?: boolean;
  children: ReactNode;
}

/**
 * Something to read or to answer before going on. It begins at whatever is marked `data-first`, or at its title. Escape and
 * its cross leave it, and the focus goes back to where it was; a press beside it does not, or a reason half typed, or a
 * secret that is shown once, would be gone.
 */
export function Dialog({ title, onClose, wide = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Before it leaves the page: one that has left it already gives no focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    (dialog?.querySelector<HTMLElement>('[data-first]') ?? dialog?.querySelector('h2'))?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="office office-dialog"
      data-wide={wide || undefined}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="office-button" aria-label={words.close} onClick={onClose}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
}
