import type { Operation } from '../operation.ts';
import { setScreeningAllotment, takeTillSeatsBack } from './allotments.ts';
import { closeOfficeShift, getCashUp, getCashUpTable, getOfficeZReport } from './cash-up.ts';
import { getCutSale, listCutSales, placeCutSale, settleCutSale } from './cut-sales.ts';
import { listDoor, listDoorTickets, scanTicket, undoAdmission } from './door.ts';
import { removePoster, setPoster } from './films.ts';
import { getWrongLines, importFilms, previewFilmsImport } from './films-import.ts';
import { addHall, getDrawnPlan, listHallPlans, publishPlan, saveDraftPlan, setHallCapacity } from './halls.ts';
import { blockSeats, cancelHouse, getHouse, listHouses, releaseBlock } from './house.ts';
import {
  addOrderNote,
  cancelOfficeOrder,
  getOfficeOrder,
  handOutCash,
  moveSeats,
  resendTickets,
  searchOrders,
} from './orders.ts';
import { addPriceCard, changePriceCard, listPriceCards } from './price-cards.ts';
import { getTonight, retryJob } from './reports.ts';
import {
  cancelScreening,
  copyScreenings,
  getBoard,
  getCancellation,
  listBoardFilms,
  moveScreening,
  publishScreenings,
  scheduleScreening,
  unscheduleScreenings,
} from './schedule.ts';
import {
  changeWebhook,
  getDelivery,
  listDeliveries,
  listWebhooks,
  pauseWebhook,
  registerWebhook,
  removeWebhook,
  rotateWebhookSecret,
  sendAgain,
  testWebhook,
} from './webhooks.ts';

/** What the tools of the back-office ask, in the order in which a reader meets it. */
export const officeOperations: readonly Operation[] = [
  getTonight,
  retryJob,
  getBoard,
  listBoardFilms,
  scheduleScreening,
  moveScreening,
  publishScreenings,
  unscheduleScreenings,
  copyScreenings,
  cancelScreening,
  getCancellation,
  setPoster,
  removePoster,
  previewFilmsImport,
  importFilms,
  getWrongLines,
  listHouses,
  getHouse,
  blockSeats,
  releaseBlock,
  cancelHouse,
  setScreeningAllotment,
  takeTillSeatsBack,
  listDoor,
  listDoorTickets,
  scanTicket,
  undoAdmission,
  searchOrders,
  getOfficeOrder,
  addOrderNote,
  resendTickets,
  moveSeats,
  cancelOfficeOrder,
  handOutCash,
  listPriceCards,
  addPriceCard,
  changePriceCard,
  listHallPlans,
  addHall,
  setHallCapacity,
  saveDraftPlan,
  getDrawnPlan,
  publishPlan,
  getCashUp,
  getCashUpTable,
  getOfficeZReport,
  closeOfficeShift,
  listCutSales,
  getCutSale,
  placeCutSale,
  settleCutSale,
  listWebhooks,
  registerWebhook,
  changeWebhook,
  removeWebhook,
  pauseWebhook,
  rotateWebhookSecret,
  testWebhook,
  listDeliveries,
  getDelivery,
  sendAgain,
];
