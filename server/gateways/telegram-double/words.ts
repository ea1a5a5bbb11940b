/** Every word around the chat on the demo's phone. What is said in it, the bot says. */
export const words = {
  title: 'The demo’s phone',
  notice: 'The phone of this demo. It stands in for Telegram: no message leaves this machine.',
  bot: 'bot',
  chat: 'Chat with the bot',
  empty: 'Nothing here yet. Press Start, or open the link that your account shows under Telegram.',
  start: 'Start',
  text: 'Message',
  write: 'Write a message',
  send: 'Send',
  block: 'Block the bot',
  unblock: 'Unblock the bot',
  blocked: 'The bot is blocked. It cannot write here.',
  photo: 'A picture from the bot',
  menu: 'Commands',
};
