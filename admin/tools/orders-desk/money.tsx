import type { OfficeOrder } from '../../../server/contract/api/staff/orders.ts';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import { HandOut } from './hand-out.tsx';
import type { Speaks } from './order-page.tsx';

const methods: Record<string, string> = words.payments.methods;
const states: Record<string, string> = words.payments.states;

interface MoneyProps {
  order: OfficeOrder;
  speaks: Speaks;
  onDone: (what: string) => Promise<void>;
}

/** What came in and what went back. */
export function Money({ order, speaks, onDone }: MoneyProps) {
  return (
    <section>
      <h3>{words.payments.title}</h3>
      {order.payments.length === 0 && <p className="office-muted">{words.payments.none}</p>}
      <table className="office-table">
        <tbody>
          {order.payments.map((payment) => (
            <tr key={`payment ${payment.id}`}>
              <td className="desk-when">{speaks.at(payment.at)}</td>
              <td>
                {methods[payment.method] ?? payment.method}{' '}
                {payment.intent && <small className="office-muted">{payment.intent}</small>}
              </td>
              <td>{states[payment.status] ?? payment.status}</td>
              <td className="figures money">{speaks.money(payment.amount)}</td>
            </tr>
          ))}
          {order.refunds.map((refund) => (
            <tr key={`refund ${refund.id}`}>
              <td className="desk-when">{speaks.at(refund.at)}</td>
              <td>
                {words.payments.refund} {refund.seats.join(' ')}{' '}
                <small className="office-muted">{words.reason(refund.reason)}</small>
              </td>
              <td>
                {refund.atTill ? words.payments.atTill : words.payments.refundStates[refund.status]}{' '}
                {refund.atTill && <HandOut refund={refund.id} amount={speaks.money(refund.amount)} onDone={onDone} />}
              </td>
              <td className="figures money">−{speaks.money(refund.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
