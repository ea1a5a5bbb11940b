import type { Express } from 'express';
import { createElement } from 'react';
import { ApiDocsPage } from '../views/api-docs/page.tsx';
import type { Document } from '../views/api-docs/shapes.ts';
import { frameOf, type Shop, sendPage } from './shop.ts';

/** The API's document as a page, drawn on the server: it needs neither scripts nor the internet. */
export function installDocsPage(app: Express, shop: Shop, document: () => Document): void {
  app.get('/api/docs', async (req, res) => {
    const frame = await frameOf(shop, req, { sheets: ['api-docs'] });
    sendPage(res, createElement(ApiDocsPage, { frame, document: document() }));
  });
}
