import { createPortal } from 'react-dom';
import type { PrintLine } from '../../../server/contract/till/prints.ts';
import type { ShiftReport } from '../../../server/contract/till/shifts.ts';
import { shiftWords as words } from '../../../server/contract/words/en/office-shifts.ts';
import { Dialog } from '../parts/dialog.tsx';

interface ReportSheetProps {
  report: ShiftReport;
  onClose: () => void;
  /** Of an open drawer, for whoever may close it from here. */
  onCloseDrawer?: (() => void) | undefined;
}

/** An X or Z report as the till prints it, to read and to put on paper. */
export function ReportSheet({ report, onClose, onCloseDrawer }: ReportSheetProps) {
  const { shift, number, document: sheet } = report;
  const title = `${shift.kiosk.name} · ${number === null ? words.open : words.z(number)}`;
  const lines = (sheet?.lines ?? []).map((line, at) => ({ at, line }));
  const paper = (
    <div className="cash-up-paper">
      {lines.map(({ at, line }) => (
        <Line key={at} line={line} />
      ))}
    </div>
  );
  return (
    <>
      <Dialog title={title} onClose={onClose}>
        {paper}
        <p className="office-dialog-acts">
          {onCloseDrawer && (
            <button type="button" className="office-button" data-look="danger" onClick={onCloseDrawer}>
              {words.closeDrawer.button}
            </button>
          )}
          <button type="button" className="office-button" data-look="primary" onClick={() => window.print()}>
            {words.print}
          </button>
        </p>
      </Dialog>
      {createPortal(
        <div className="cash-up-print" aria-hidden="true">
          {paper}
        </div>,
        document.body,
      )}
    </>
  );
}

function Line({ line }: { line: PrintLine }) {
  switch (line.kind) {
    case 'rule':
      return <hr />;
    case 'pair':
      return (
        <p className="cash-up-pair" data-strong={line.strong}>
          <span>{line.label}</span>
          <span className="figures">{line.value}</span>
        </p>
      );
    case 'title':
    case 'large':
      return <p className="cash-up-large">{line.text}</p>;
    case 'text':
      return <p className={line.align === 'center' ? 'cash-up-part' : undefined}>{line.text}</p>;
    case 'qr':
      return null;
  }
}
