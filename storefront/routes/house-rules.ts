import type { Express } from 'express';
import { createElement } from 'react';
import { HouseRulesPage } from '../views/house-rules.tsx';
import { frameFor, type Shop, sendPage } from './shop.ts';

export function installHouseRules(app: Express, shop: Shop): void {
  app.get('/house-rules', async (req, res) => {
    const cinema = await shop.cinema();
    const settings = {
      holdMinutes: cinema.holdMinutes,
      maxSeats: cinema.maxSeatsPerBuyer,
      closeMinutes: cinema.salesCloseMinutes,
      cancelMinutes: cinema.cancelWindowMinutes,
      preShowMinutes: cinema.preShowMinutes,
    };
    sendPage(res, createElement(HouseRulesPage, { frame: frameFor(shop, req, cinema), settings }));
  });
}
