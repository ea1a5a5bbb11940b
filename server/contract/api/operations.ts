import { getDocs, getIndex, getSchema } from './entrance.ts';
import { getMovie, listGenres, listMovies } from './movies.ts';
import type { Operation } from './operation.ts';
import { cancelOrder, getOrder, listOrders, payOrder, placeOrder, refundTicket } from './orders.ts';
import { getAvailableSeats, getBestAvailable, getSeats, getSession, listSessions } from './sessions.ts';
import { getTonight, retryJob } from './staff/reports.ts';
import { stripeWebhook } from './stripe.ts';
import { confirmTelegram, telegramWebhook } from './telegram.ts';

/** Every operation of the API, in the order in which a reader meets them. */
export const operations: readonly Operation[] = [
  getIndex,
  getSchema,
  getDocs,
  listMovies,
  getMovie,
  listGenres,
  listSessions,
  getSession,
  getSeats,
  getAvailableSeats,
  getBestAvailable,
  placeOrder,
  listOrders,
  getOrder,
  payOrder,
  cancelOrder,
  refundTicket,
  stripeWebhook,
  confirmTelegram,
  telegramWebhook,
  getTonight,
  retryJob,
];
