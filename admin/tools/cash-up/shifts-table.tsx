import { type CashUp, summed } from '../../../server/contract/api/staff/cash-up.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import type { ShiftReport } from '../../../server/contract/till/shifts.ts';
import { shiftWords as words } from '../../../server/contract/words/en/office-shifts.ts';

type Figure = (typeof summed)[number];

interface ShiftsTableProps {
  day: CashUp;
  onOpen: (report: ShiftReport) => void;
}

/** A column a drawer and one for the day, a line a figure: read down, it adds up. */
export function ShiftsTable({ day, onOpen }: ShiftsTableProps) {
  const { shifts, totals, currency } = day;
  const shown = (name: Figure, value: number | null) => {
    if (value === null) return '–';
    if (name === 'orders' || name === 'tickets') return String(value);
    const out = name === 'cashRefunds' || name === 'drops' || name === 'paidOut' || name === 'cardRefunds';
    return formatMoney({ amount: out && value !== 0 ? -value : value, currency }, 'en-GB');
  };
  const open = shifts.filter(({ kind }) => kind === 'x').length;
  return (
    <>
      {open > 0 && (
        <p className="office-note" data-tone="warn">
          {words.stillOpen(open)}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="cash-up-scroll" tabIndex={0} aria-label={words.title}>
        <table className="office-table cash-up-table">
          <thead>
            <tr>
              <td />
              {shifts.map((report) => (
                <th key={report.shift.id} scope="col" className="figures">
                  <Drawer report={report} onOpen={() => onOpen(report)} />
                </th>
              ))}
              <th scope="col" className="figures">
                {words.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {summed.map((name) => (
              <tr key={name} data-figure={name}>
                <th scope="row">{words.figures[name]}</th>
                {shifts.map((report) => (
                  <td key={report.shift.id} className="figures" data-off={name === 'difference' && !!report.difference}>
                    {shown(name, report[name])}
                  </td>
                ))}
                <td className="figures" data-off={name === 'difference' && totals.difference !== 0}>
                  {shown(name, totals[name])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Drawer({ report: { number, shift }, onOpen }: { report: ShiftReport; onOpen: () => void }) {
  const { kiosk, openedBy, openedAt, closedAt } = shift;
  return (
    <>
      <button type="button" className="office-button" onClick={onOpen}>
        {kiosk.name} · {number === null ? words.open : words.z(number)}
      </button>
      <small>{words.openedBy(openedBy, openedAt.slice(11, 16), closedAt?.slice(11, 16) ?? null)}</small>
    </>
  );
}
