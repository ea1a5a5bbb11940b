/** POST door → DoorAnswer: lets a guest in by the code of their ticket, by the same verb as the door's own page. */
export { type DoorAnswer, doorAnswer, type TillScan, tillScan } from '../door.ts';
