import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { useQuery } from '../parts/use-query.ts';
import { DayList } from './day-list.tsx';
import { House } from './house.tsx';

/** Choose a screening of a business day, and see its house live. */
export default function HouseViewTool() {
  const [date, setDate] = useQuery('date');
  const [screening, setScreening] = useQuery('screening');
  const id = /^[1-9]\d{0,9}$/.test(screening ?? '') ? Number(screening) : null;
  return (
    <main className="office house">
      <h1 className="house-title">{words.title}</h1>
      <DayList date={date} chosen={id} onDate={setDate} onChoose={(next) => setScreening(String(next))} />
      {id === null ? (
        <p className="house-empty office-muted">{words.choose}</p>
      ) : (
        <House key={id} id={id} onDay={setDate} />
      )}
    </main>
  );
}
