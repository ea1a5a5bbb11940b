/** Letters about a customer's account. `button` is its link's name; `note` stands beneath it. */
export const accountLetterWords = {
  confirm_email: {
    subject: (cinema: string) => `Please confirm your address at ${cinema}`,
    intro: 'Thank you for making an account. One step is left: please confirm that this address is yours.',
    button: 'Confirm the address',
    note: 'The link works once and for 24 hours. If you did not ask for this, do not confirm it: somebody else chose the password.',
  },
  already_registered: {
    subject: (cinema: string) => `You have an account at ${cinema} already`,
    intro:
      'Somebody, probably you, wanted to make an account with this address. There is one already, so nothing was changed.',
    button: 'Choose a new password',
    note: 'If you remember your password, simply sign in. If it was not you, you need not do anything.',
  },
  reset_password: {
    subject: (cinema: string) => `A new password for ${cinema}`,
    intro: 'You asked for a new password. Choose one here:',
    button: 'Choose a new password',
    note: 'The link works once and for two hours. If you did not ask for it, your password stays as it is.',
  },
  change_email: {
    subject: (cinema: string) => `Please confirm your new address at ${cinema}`,
    intro: 'Your account is to use this address from now on. Please confirm that it is yours.',
    button: 'Confirm the new address',
    note: 'The link works once and for 24 hours. Until then everything stays as it was. If you did not ask for this, do not confirm it: the account belongs to somebody else.',
  },
  email_changed: {
    subject: (cinema: string) => `Your address at ${cinema} has changed`,
    intro: (email: string) => `Your account now uses the address ${email}. Letters no longer come here.`,
    note: 'If it was not you, please tell the box office at once.',
  },
  password_changed: {
    subject: (cinema: string) => `Your password at ${cinema} has changed`,
    intro: 'The password of your account was changed, and every other device was signed out.',
    button: 'It was not me',
    note: 'If it was you, there is nothing to do. If not, choose a new password at once.',
  },
  account_erased: {
    subject: (cinema: string) => `Your account at ${cinema} is gone`,
    intro: 'We have deleted your account and what it knew of you. Receipts stay as the law asks, without your name.',
    note: 'Tickets for showings to come stay valid. You are welcome any time, with or without an account.',
  },
};
