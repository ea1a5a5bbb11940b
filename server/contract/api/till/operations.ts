import type { Operation } from '../operation.ts';
import { reconcile, syncAllotments } from './allotments.ts';
import { approveAtTill, enrolTill, getDemoCodes, getTill, signInAtTill, signOutAtTill } from './devices.ts';
import { scanAtTill } from './door.ts';
import {
  exchangeAtTill,
  findTillOrders,
  getTillOrder,
  handOutAtTill,
  quoteExchange,
  refundAtTill,
  reprintAtTill,
} from './orders.ts';
import { getBestAtTill, getTillDay, getTillHouse } from './programme.ts';
import { cancelTillSale, getTillSale, holdAtTill, payTillSale, releaseAtTill, sellAtTill } from './sales.ts';
import { closeTillShift, getTillShift, getTillZReport, getXReport, moveTillCash, openTillShift } from './shifts.ts';

/** What the tills ask, in the order in which a reader meets it. */
export const tillOperations: readonly Operation[] = [
  getDemoCodes,
  enrolTill,
  getTill,
  signInAtTill,
  signOutAtTill,
  approveAtTill,
  openTillShift,
  getTillShift,
  getXReport,
  moveTillCash,
  closeTillShift,
  getTillZReport,
  getTillDay,
  getTillHouse,
  getBestAtTill,
  holdAtTill,
  releaseAtTill,
  sellAtTill,
  getTillSale,
  payTillSale,
  cancelTillSale,
  findTillOrders,
  getTillOrder,
  refundAtTill,
  quoteExchange,
  exchangeAtTill,
  reprintAtTill,
  handOutAtTill,
  scanAtTill,
  syncAllotments,
  reconcile,
];
