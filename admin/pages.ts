import type { Verb } from '../server/domain/actor.ts';

/** A tool of ours in the back-office, at `/admin/pages/<key>`. */
export interface OfficePage {
  key: string;
  /** What the sidebar calls it. */
  label: string;
  /** From this folder: `tools/schedule/schedule.tsx`. Its default export is a component without props. */
  component: string;
  /** A name of the design system's icons (feather), `Calendar`. */
  icon: string;
  /** Whoever may do one of these sees the tool. */
  verbs: readonly Verb[];
}

/** In the order of the sidebar. */
export const pages: readonly OfficePage[] = [
  {
    key: 'house-view',
    label: 'House view',
    component: 'tools/house-view/house-view.tsx',
    icon: 'Eye',
    verbs: ['view_house'],
  },
  {
    key: 'orders-desk',
    label: 'Orders',
    component: 'tools/orders-desk/orders-desk.tsx',
    icon: 'Search',
    verbs: ['search_orders'],
  },
  {
    key: 'cash-up',
    label: 'Cash-up',
    component: 'tools/cash-up/cash-up.tsx',
    icon: 'DollarSign',
    verbs: ['see_cash_up'],
  },
  {
    key: 'cut-sales',
    label: 'Sold offline',
    component: 'tools/cut-sales/cut-sales.tsx',
    icon: 'WifiOff',
    verbs: ['settle_cut_sales'],
  },
  {
    key: 'schedule',
    label: 'Schedule',
    component: 'tools/schedule-board/schedule-board.tsx',
    icon: 'Calendar',
    verbs: ['schedule_screening'],
  },
  {
    key: 'price-cards',
    label: 'Price cards',
    component: 'tools/price-cards/price-cards.tsx',
    icon: 'CreditCard',
    verbs: ['see_price_cards'],
  },
  {
    key: 'films-import',
    label: 'Import films',
    component: 'tools/films-import/films-import.tsx',
    icon: 'Upload',
    verbs: ['change_film'],
  },
  {
    key: 'seating-designer',
    label: 'Seating designer',
    component: 'tools/seating-designer/seating-designer.tsx',
    icon: 'Edit3',
    verbs: ['save_seat_plan'],
  },
  {
    key: 'webhooks',
    label: 'Webhooks',
    component: 'tools/webhooks/webhooks.tsx',
    icon: 'Send',
    verbs: ['manage_webhooks'],
  },
];

/** What `/admin` itself shows; AdminJS's own greeting until there is one. */
export const dashboard: string | null = 'tools/dashboard/dashboard.tsx';
