import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Router } from 'express';
import { botApi } from './api.ts';
import { phonePages } from './pages.ts';
import { newPhone, type Phone } from './phone.ts';

export interface TelegramDouble {
  token: string;
  name: string;
  apiRoot: string;
  router: Router;
  phone: Phone;
  stop(): Promise<void>;
}

/** As BotFather would give it, and good for nothing anywhere else. */
const token = '1:the-stand-in-for-telegram';
const name = 'FoyerDemoBot';

/**
 * A local stand-in for Telegram where no token is set: its Bot API on a loopback port, and a phone. Its chat lasts as
 * long as the process. Throws in production, where nobody may hold a customer's phone but the customer.
 */
export async function startTelegramDouble({ production }: { production: boolean }): Promise<TelegramDouble> {
  if (production) throw new Error('The stand-in for Telegram cannot run in production: set TELEGRAM_BOT_TOKEN.');
  const phone = newPhone();
  const server = createServer(botApi(phone, token));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in for Telegram has no port.');
  return {
    token,
    name,
    apiRoot: `http://127.0.0.1:${address.port}`,
    router: phonePages(phone, name),
    phone,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
