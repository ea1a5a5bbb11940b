/** A customer's own pages: signing in, the profile, orders past and coming. */
export const accountWords = {
  title: 'Your account',
  signIn: 'Sign in',
  signOut: 'Sign out',
  email: 'E-mail',
  password: 'Password',
};
