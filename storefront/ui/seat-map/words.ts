import type { SeatKind } from '../../../server/contract/seats.ts';

/** How a seat looks to the person at this screen: taken covers held and sold by others. */
export type SeatLook = 'free' | 'own' | 'taken' | 'blocked';

export interface SeatWording {
  row: string;
  /** One number, or two for a love seat. */
  numbers: string[];
  category: string;
  /** As shown, e.g. `240 ₴`; null where no price is known. */
  price: string | null;
  kind: SeatKind;
  look: SeatLook;
}

/** Everything the map says, from the reader's catalogue. */
export interface SeatMapWords {
  /** Name of the whole map. */
  map: string;
  screen: string;
  /** A seat's accessible name: `Row F, seat 7, Premium, 240 ₴, free`. */
  seat(seat: SeatWording): string;
  zoomIn: string;
  zoomOut: string;
  zoomFit: string;
  own: string;
  taken: string;
  blocked: string;
  wheelchair: string;
  companion: string;
  love: string;
}
