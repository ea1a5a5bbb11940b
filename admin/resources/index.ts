import { audit } from './audit.ts';
import { films } from './films.ts';
import { genres } from './genres.ts';
import { halls } from './halls.ts';
import { kiosks } from './kiosks.ts';
import { customers, staff } from './people.ts';
import type { OfficeResource } from './resource.ts';
import { cinemaSettings } from './settings.ts';
import { ticketTypes } from './ticket-types.ts';

/**
 * The tables of the back-office, in the order of the sidebar. Orders, payments, refunds, tickets, holds and claims are
 * not among them: AdminJS does not know that they exist.
 */
export const resources: readonly OfficeResource[] = [
  films,
  genres,
  halls,
  ticketTypes,
  customers,
  staff,
  kiosks,
  cinemaSettings,
  audit,
];
