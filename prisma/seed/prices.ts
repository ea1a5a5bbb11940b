import type { SeatCategory } from '../../server/contract/seats.ts';

export type CategoryCode = 'standard' | 'premium' | 'love' | 'wheelchair' | 'companion';
export type TicketTypeCode = 'adult' | 'child' | 'student' | 'senior' | 'companion';
export type PriceCardCode = 'weekday' | 'weekend' | 'matinee';

/** The colours keep a contrast of 3:1 to the dark and the light ground of the seat map. */
export const seatCategories: (Omit<SeatCategory, 'id'> & { code: CategoryCode })[] = [
  { code: 'standard', name: 'Standard', color: '#857a6d', shape: 'round' },
  { code: 'premium', name: 'Premium', color: '#a8713a', shape: 'arch' },
  { code: 'love', name: 'Love seat', color: '#b4557a', shape: 'notched' },
  { code: 'wheelchair', name: 'Wheelchair space', color: '#4a7fb5', shape: 'square' },
  { code: 'companion', name: 'Companion seat', color: '#2f8a86', shape: 'square' },
];

export interface SeedTicketType {
  code: TicketTypeCode;
  name: string;
  /** Ages in whole years on the day of the screening, both included. */
  minAge?: number;
  maxAge?: number;
  isChild?: true;
  isDefault?: true;
}

export const ticketTypes: SeedTicketType[] = [
  { code: 'adult', name: 'Adult', isDefault: true },
  { code: 'child', name: 'Child up to 12', maxAge: 12, isChild: true },
  { code: 'student', name: 'Student' },
  { code: 'senior', name: 'Senior 60+', minAge: 60 },
  { code: 'companion', name: 'Companion' },
];

/** Kopiykas. A pair that is not listed is not for sale. */
export type PriceTable = Partial<Record<TicketTypeCode, Partial<Record<CategoryCode, number>>>>;

export interface SeedPriceCard {
  code: PriceCardCode;
  name: string;
  amounts: PriceTable;
}

export const priceCards: SeedPriceCard[] = [
  {
    code: 'weekday',
    name: 'Weekday',
    amounts: {
      adult: { standard: 190_00, premium: 250_00, love: 270_00, wheelchair: 120_00 },
      child: { standard: 130_00, premium: 190_00, wheelchair: 90_00 },
      student: { standard: 150_00, premium: 210_00, love: 230_00, wheelchair: 100_00 },
      senior: { standard: 140_00, premium: 200_00, wheelchair: 100_00 },
      companion: { companion: 60_00 },
    },
  },
  {
    code: 'weekend',
    name: 'Weekend',
    amounts: {
      adult: { standard: 230_00, premium: 300_00, love: 320_00, wheelchair: 140_00 },
      child: { standard: 160_00, premium: 230_00, wheelchair: 110_00 },
      student: { standard: 200_00, wheelchair: 120_00 },
      senior: { standard: 190_00, wheelchair: 120_00 },
      companion: { companion: 70_00 },
    },
  },
  {
    code: 'matinee',
    name: 'Matinee',
    amounts: {
      adult: { standard: 140_00, premium: 180_00, love: 190_00, wheelchair: 90_00 },
      child: { standard: 95_00, premium: 130_00, wheelchair: 70_00 },
      student: { standard: 110_00, premium: 150_00, love: 160_00, wheelchair: 80_00 },
      senior: { standard: 95_00, premium: 130_00, wheelchair: 70_00 },
      companion: { companion: 45_00 },
    },
  },
];
