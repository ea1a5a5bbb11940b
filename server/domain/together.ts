import pg from 'pg';
import type { Db } from '../db.ts';

export interface Company<Ask, Answer> {
  /** Trips to the database at once. While so many are under way, whoever comes goes with the next. */
  trips: number;
  /** How many go together at most. */
  most: number;
  /** What no two that go together may have in common. */
  apart?(ask: Ask): string[];
  /** Where those who have to go alone wait for their turn. */
  alone?(db: Db, ask: Ask, go: () => Promise<void>): Promise<void>;
  /**
   * All of them in one statement and one commit; the answers in their order. While others wait for its end, a trip is not
   * `patient`: rather than stand long before a lock of somebody's, it is taken back.
   */
  go(db: Db, asks: Ask[], patient: boolean): Promise<Answer[]>;
}

interface Traveller<Ask, Answer> {
  ask: Ask;
  resolve(answer: Answer): void;
  reject(fault: unknown): void;
}

interface Station<Ask, Answer> {
  waiting: Traveller<Ask, Answer>[];
  underWay: number;
}

/**
 * For what many ask in the same moment: whoever comes alone goes at once, whoever comes while others are under way goes with
 * all who came meanwhile. So the busier the house, the less each costs. Where the database takes a trip back, nothing has
 * happened, and each of them goes alone, with nobody behind: nobody answers for another, or waits for another's lock.
 */
export function together<Ask, Answer>(company: Company<Ask, Answer>): (db: Db, ask: Ask) => Promise<Answer> {
  const stations = new WeakMap<Db, Station<Ask, Answer>>();
  return (db, ask) => {
    const station = stations.get(db) ?? { waiting: [], underWay: 0 };
    stations.set(db, station);
    return new Promise((resolve, reject) => {
      station.waiting.push({ ask, resolve, reject });
      if (station.underWay < company.trips) void run(company, db, station);
    });
  };
}

async function run<Ask, Answer>(company: Company<Ask, Answer>, db: Db, station: Station<Ask, Answer>): Promise<void> {
  station.underWay += 1;
  // Requests that came in with the same reading of the sockets.
  await new Promise((turn) => setImmediate(turn));
  while (station.waiting.length > 0) await travel(company, db, board(company, station), false);
  station.underWay -= 1;
}

/** The first come, and of those behind them who may go along. */
function board<Ask, Answer>({ most, apart }: Company<Ask, Answer>, station: Station<Ask, Answer>) {
  if (!apart) return station.waiting.splice(0, most);
  const aboard: Traveller<Ask, Answer>[] = [];
  const left: Traveller<Ask, Answer>[] = [];
  const taken = new Set<string>();
  for (const traveller of station.waiting) {
    const marks = apart(traveller.ask);
    if (aboard.length === most || marks.some((mark) => taken.has(mark))) left.push(traveller);
    else {
      aboard.push(traveller);
      for (const mark of marks) taken.add(mark);
    }
  }
  station.waiting = left;
  return aboard;
}

async function travel<Ask, Answer>(
  company: Company<Ask, Answer>,
  db: Db,
  aboard: Traveller<Ask, Answer>[],
  patient: boolean,
): Promise<void> {
  try {
    const answers = await company.go(
      db,
      aboard.map(({ ask }) => ask),
      patient,
    );
    if (answers.length !== aboard.length) throw new Error(`${answers.length} answers for ${aboard.length}`);
    for (const [at, { resolve }] of aboard.entries()) resolve(answers[at] as Answer);
  } catch (fault) {
    const apart = !patient && tookBack(fault) && (aboard.length > 1 || fault.code === lockTimeout);
    if (apart) for (const each of aboard) void goAlone(company, db, each);
    else for (const { reject } of aboard) reject(fault);
  }
}

async function goAlone<Ask, Answer>(
  company: Company<Ask, Answer>,
  db: Db,
  each: Traveller<Ask, Answer>,
): Promise<void> {
  const go = () => travel(company, db, [each], true);
  await (company.alone ? company.alone(db, each.ask, go) : go());
}

/** PostgreSQL's `lock_not_available`. */
const lockTimeout = '55P03';

/** The database said no and undid it all. A line that broke may have broken after the commit. */
function tookBack(fault: unknown): fault is pg.DatabaseError {
  return fault instanceof pg.DatabaseError && fault.severity === 'ERROR';
}
