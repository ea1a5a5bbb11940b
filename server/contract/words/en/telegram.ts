/** What the bot says. */
export const telegramWords = {
  night: (day: string) => `${day} night`,
};
