import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Takings } from '../../../server/contract/api/staff/reports.ts';
import { formatMoney, minorDigits } from '../../../server/contract/money.ts';
import { dateInWords } from '../../../server/contract/venue-time.ts';
import { dashboardWords as words } from '../../../server/contract/words/en/office-dashboard.ts';

type Day = Takings['days'][number];

/** A fortnight of sales; today, which is not over, in its own colour. The figures stand in a table below. */
export function SalesChart({ days, currency }: { days: Day[]; currency: string }) {
  const money = (amount: number) => formatMoney({ amount, currency }, 'en');
  const scale = 10 ** minorDigits(currency);
  const short = new Intl.NumberFormat('en', { notation: 'compact' });
  const today = days.length - 1;
  const bars = days.map((day, i) => ({
    ...day,
    past: i < today ? day.amount : 0,
    today: i === today ? day.amount : 0,
  }));
  return (
    <figure className="office-card dashboard-sales">
      <figcaption>
        <h2>{words.sales}</h2>
      </figcaption>
      <div className="dashboard-chart" aria-hidden="true">
        <ResponsiveContainer width="100%" height={190}>
          <BarChart data={bars} margin={{ top: 4, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} />
            <XAxis dataKey="date" tickFormatter={narrow} tickLine={false} interval={0} />
            <YAxis
              width={44}
              tickFormatter={(amount: number) => short.format(amount / scale)}
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              cursor={false}
              isAnimationActive={false}
              content={({ payload }) => <Told day={payload?.[0]?.payload as Day | undefined} money={money} />}
            />
            <Bar dataKey="past" stackId="day" className="dashboard-past" isAnimationActive={false} />
            <Bar dataKey="today" stackId="day" className="dashboard-today" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <details>
        <summary>{words.showFigures}</summary>
        <table className="office-table">
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col" className="figures">
                {words.takings}
              </th>
              <th scope="col" className="figures">
                {words.orders}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.date}>
                <th scope="row">{long(day.date)}</th>
                <td className="figures">{money(day.amount)}</td>
                <td className="figures">{day.orders}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Told({ day, money }: { day: Day | undefined; money: (amount: number) => string }) {
  return day ? (
    <p className="dashboard-told">
      {long(day.date)}
      <b className="money">{money(day.amount)}</b>
    </p>
  ) : null;
}

const narrow = (date: string) => dateInWords(date, 'en-GB', { weekday: 'narrow' });
const long = (date: string) => dateInWords(date, 'en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
