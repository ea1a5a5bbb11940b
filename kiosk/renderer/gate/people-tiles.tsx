import { gateWords as words } from '../../../server/contract/words/en/till-gate.ts';
import { Loading } from '../parts/loading.tsx';

export interface Person {
  id: number;
  name: string;
  role: string;
}

interface TilesProps {
  /** Null while they are not known yet. */
  people: readonly Person[] | null;
  none: string;
  onChoose(person: Person): void;
}

export function PeopleTiles({ people, none, onChoose }: TilesProps) {
  if (people === null) return <Loading />;
  if (people.length === 0) return <p className="muted">{none}</p>;
  return (
    <div className="people">
      {people.map((person) => (
        <button key={person.id} type="button" className="person" onClick={() => onChoose(person)}>
          <span className="person-initials" aria-hidden="true">
            {initials(person.name)}
          </span>
          <strong>{person.name}</strong>
          <span className="muted">{words.roles[person.role] ?? person.role}</span>
        </button>
      ))}
    </div>
  );
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => part?.[0]?.toUpperCase() ?? '').join('');
}
