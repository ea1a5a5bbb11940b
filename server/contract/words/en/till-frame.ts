/** What stands around every screen of the till. */
export const frameWords = {
  tabs: { sell: 'Sell', orders: 'Orders', shift: 'Shift', settings: 'Settings' },
  tabsLabel: 'Parts of the till',
  scanned: {
    title: 'A ticket was scanned',
    text: 'Seats are being chosen for a customer. Looking at the ticket gives them back.',
    stay: 'Stay with the seats',
    look: 'Look at the ticket',
  },
  lock: 'Lock',
  signOut: 'Sign out',
  clerk: (name: string) => `${name}: change of clerk, sign out`,
  line: {
    online: 'Online',
    offline: 'No connection',
    resolving: 'Asking the server',
    open: 'The line and what is unsettled',
  },
  close: 'Close',
  back: 'Back',
  loading: 'One moment',
  prints: {
    label: 'Sheets that did not come out',
    failed: (title: string) => `“${title}” was not printed.`,
    unsure: (title: string) => `Was “${title}” printed? The till went off meanwhile. Please look into the tray.`,
    more: (n: number) => (n === 1 ? 'One more waits behind it.' : `${n} more wait behind it.`),
    retry: 'Print it',
    drop: 'Not needed',
  },
  warnings: {
    journal: 'Nothing can be sold',
    stale:
      'Another copy of this till has its seats. Without a connection nothing can be sold here until it is let in again.',
    update: 'A new version is ready. It goes in when nobody is being served.',
    accepted: (n: number) =>
      n === 1
        ? 'The sale made without connection has gone through.'
        : `${n} sales made without connection have gone through.`,
    read: 'Good',
    rejected: (n: number) =>
      n === 1
        ? 'A sale made without connection was not accepted.'
        : `${n} sales made without connection were not accepted.`,
    install: 'Install now',
    offline: (seats: number) =>
      seats === 0
        ? 'No connection, and no seats kept for this till: nothing can be sold until it is back.'
        : `No connection: only cash, and only the ${seats === 1 ? 'one seat' : `${seats} seats`} kept for this till.`,
    resolving: 'The outcome of something is not known yet. The till keeps asking.',
    look: 'Look',
  },
};
