import {
  activateUser,
  changeMe,
  confirmPasswordReset,
  eraseMe,
  getMe,
  registerUser,
  resendActivation,
  resetPassword,
  setEmail,
  setPassword,
} from './auth.ts';
import { getDocs, getIndex, getSchema } from './entrance.ts';
import { getMovie, listGenres, listMovies } from './movies.ts';
import type { Operation } from './operation.ts';
import { cancelOrder, getOrder, listOrders, payOrder, placeOrder, refundTicket } from './orders.ts';
import { getAvailableSeats, getBestAvailable, getSeats, getSession, listSessions } from './sessions.ts';
import { getCutSale, listCutSales, placeCutSale, settleCutSale } from './staff/cut-sales.ts';
import { listDoor, listDoorTickets, scanTicket, undoAdmission } from './staff/door.ts';
import { addPriceCard, changePriceCard, listPriceCards } from './staff/price-cards.ts';
import { getTonight, retryJob } from './staff/reports.ts';
import { stripeWebhook } from './stripe.ts';
import { confirmTelegram, telegramWebhook } from './telegram.ts';
import { createTokens, destroyTokens, refreshTokens, verifyToken } from './tokens.ts';

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
  registerUser,
  activateUser,
  resendActivation,
  resetPassword,
  confirmPasswordReset,
  createTokens,
  refreshTokens,
  verifyToken,
  destroyTokens,
  getMe,
  changeMe,
  setPassword,
  setEmail,
  eraseMe,
  stripeWebhook,
  confirmTelegram,
  telegramWebhook,
  getTonight,
  retryJob,
  listDoor,
  listDoorTickets,
  scanTicket,
  undoAdmission,
  listCutSales,
  getCutSale,
  placeCutSale,
  settleCutSale,
  listPriceCards,
  addPriceCard,
  changePriceCard,
];
