import { type ReactNode, useEffect, useId, useRef } from 'react';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';

interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
  /** Buttons beside "Close". */
  actions?: ReactNode;
}

/** A modal sheet over the designer: Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, onClose, children, actions }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog className="designer-dialog office-card" ref={dialog} aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{title}</h2>
      {children}
      <div className="designer-dialog-actions">
        <button type="button" className="office-button" onClick={onClose}>
          {words.close}
        </button>
        {actions}
      </div>
    </dialog>
  );
}
