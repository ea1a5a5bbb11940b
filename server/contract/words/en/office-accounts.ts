/** The letter that invites a member of staff. */
export const invitationWords = {
  subject: (cinema: string) => `Your account at ${cinema}`,
  greeting: (name: string) => (name ? `Dear ${name},` : 'Good day,'),
  intro: (cinema: string, role: string) => `${cinema} has made an account for you, as ${role}.`,
  button: 'Set your password',
  once: 'The link works once and for seven days. If you did not expect this letter, nothing happens without you.',
};

/** Signing in, accepting an invitation, one's own account. */
export const accountWords = {
  signIn: 'Sign in',
  forStaff: 'For the people who run the house.',
  email: 'E-mail',
  password: 'Password',
  signedOut: 'You are signed out.',
  closed: {
    title: 'Not for your role',
    text: 'Your role does not open this part of the house. An administrator can give you another one.',
  },
  nothingHere: { title: 'Nothing here', text: 'The back-office has no such page. The address may be an old one.' },
  wait: (seconds: number) =>
    seconds < 90
      ? `Too many attempts. Please wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`
      : `Too many attempts. Please wait ${Math.ceil(seconds / 60)} minutes, then try again.`,
  welcome: (name: string) => (name ? `Welcome, ${name}` : 'Welcome'),
  choosePassword: (email: string) => `Choose a password for ${email}. Ten characters or more; length is what counts.`,
  newPassword: 'New password',
  setPassword: 'Set the password and sign in',
  expired: 'This link opens nothing any more',
  account: 'Your account',
  changeOwnPassword: 'Change the password',
  changePasswordNote: 'This signs you out everywhere else.',
  pin: 'PIN for the till',
  pinNote: '4 to 8 figures. Leave it empty to have none.',
  setPin: 'Set the PIN',
  everywhere: 'Sign out everywhere',
  everywhereNote: 'Ends your logins on every device, this one too.',
  done: { password: 'Your password is changed.', pin: 'Your PIN is set.', noPin: 'Your PIN is removed.' },
  toOffice: 'To the back-office',
  roles: {
    door: 'Door',
    clerk: 'Clerk',
    supervisor: 'Supervisor',
    manager: 'Manager',
    administrator: 'Administrator',
    customer: 'Customer',
  },
};
