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
import { officeOperations } from './staff/operations.ts';
import { stripeWebhook } from './stripe.ts';
import { confirmTelegram, telegramWebhook } from './telegram.ts';
import { tillOperations } from './till/operations.ts';
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
  ...officeOperations,
  ...tillOperations,
];
