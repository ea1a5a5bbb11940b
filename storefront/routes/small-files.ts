import type { Express } from 'express';

const robots = [
  'User-agent: *',
  'Disallow: /orders/',
  'Disallow: /checkout/',
  'Disallow: /demo/',
  'Disallow: /api/',
  '',
].join('\n');

/** A brass F on dark wood. */
const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#14110f"/>' +
  '<path d="M11 25V7h11v4h-6.5v3.5h5.5v4h-5.5V25z" fill="#c8a04a"/></svg>';

export function installSmallFiles(app: Express): void {
  app.get('/robots.txt', (_req, res) => {
    res.type('text').set('Cache-Control', 'public, max-age=86400').send(robots);
  });
  app.get(['/favicon.svg', '/favicon.ico'], (_req, res) => {
    res.type('svg').set('Cache-Control', 'public, max-age=604800').send(favicon);
  });
}
