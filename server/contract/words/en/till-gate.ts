/** What a till says before somebody has signed in. */
export const gateWords = {
  title: 'Till',
  starting: 'One moment',
  elsewhere: {
    title: 'The till is open in another tab',
    text: 'Go on there, or close that tab: this one then takes over where it was.',
  },
  insecure: {
    title: 'This address cannot hold a till',
    text: 'A till keeps its records and its key in the browser, which lets it do so only over HTTPS, or on the machine itself at localhost.',
  },
  noServer: {
    title: 'Where is the cinema?',
    text: 'The address of the server, as your manager has it.',
    label: 'Server address',
    example: 'https://tickets.example.com',
    go: 'Connect',
    wrong: 'This is not a full address. It begins with https:// or http://.',
  },
  enrol: {
    title: 'Let this till in',
    text: 'A manager makes a code under Tills in the back-office. It works once, within an hour.',
    label: 'Code',
    go: 'Let it in',
    demo: 'This is the demo. Take one of its tills:',
    other: 'Another server',
  },
  signIn: {
    title: 'Who is at the till?',
    none: 'Nobody has a PIN yet. It is set in the back-office, under one’s own account.',
    unlock: (name: string) => `Locked. ${name}, your PIN please.`,
    pinOf: (name: string) => `${name}, your PIN please`,
    other: 'Somebody else',
    change: 'Change of clerk',
    nobodyElse: 'Nobody else has a PIN.',
  },
  roles: { clerk: 'Clerk', supervisor: 'Supervisor', manager: 'Manager', administrator: 'Administrator' } as Record<
    string,
    string
  >,
  pin: {
    label: 'PIN',
    typed: (n: number) => (n === 0 ? 'No digit yet' : n === 1 ? '1 digit' : `${n} digits`),
    back: 'Delete the last digit',
    go: 'OK',
  },
  approval: {
    title: 'A supervisor’s yes',
    what: {
      refund: 'Money goes back to the customer.',
      exchange_keep_price: 'The exchange costs the customer nothing.',
      paid_out: 'Cash leaves the drawer for an expense.',
      close_with_difference: 'The count is off by more than the cinema allows.',
    },
    none: 'No supervisor has a PIN yet. It is set in the back-office.',
  },
};
