import type { telegramWords as English } from '../en/telegram.ts';

export const telegramWords: typeof English = {
  night: (day) => `ніч ${day}`,
};
