import type { DoorDay } from '../../../server/contract/api/staff/door.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { doorWords as words } from '../../../server/contract/words/en/door.ts';

interface Props {
  day: DoorDay;
  /** Empty: all of today. */
  chosen: number[];
  onChoose(ids: number[]): void;
}

/** Which screenings this door admits, and how many of each are in. */
export function Screenings({ day, chosen, onChoose }: Props) {
  const toggle = (id: number) => onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset className="door-screenings">
      <legend>{words.admits}</legend>
      {day.screenings.length === 0 && <p className="office-muted">{words.nothingOn}</p>}
      <label>
        <input type="checkbox" checked={chosen.length === 0} onChange={() => onChoose([])} />
        <span>{words.everything}</span>
      </label>
      {day.screenings.map((each) => (
        <label key={each.id} data-quiet={each.over || each.cancelled}>
          <input type="checkbox" checked={chosen.includes(each.id)} onChange={() => toggle(each.id)} />
          <span>
            <b>{clockTime(each.startsAt, day.timeZone, 'en')}</b> {each.hall}, {each.film}
            {each.cancelled ? ` (${words.calledOff})` : each.over ? ` (${words.over})` : ''}
          </span>
          <output>{words.inside(each.inside, each.sold)}</output>
        </label>
      ))}
    </fieldset>
  );
}
