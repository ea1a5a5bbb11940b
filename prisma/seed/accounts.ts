/** The demo's logins. They exist in demo mode only; outside it nothing here is ever read. */
export interface SeedAccount {
  email: string;
  name: string;
  role: 'customer' | 'door' | 'clerk' | 'supervisor' | 'manager' | 'administrator';
  /** For the till. */
  pin?: string;
}

export const demoPassword = 'velvet-curtain-7';

export const accounts: SeedAccount[] = [
  { email: 'admin@foyer.test', name: 'Olena Hrytsenko', role: 'administrator' },
  { email: 'manager@foyer.test', name: 'Taras Kovalchuk', role: 'manager' },
  { email: 'supervisor@foyer.test', name: 'Iryna Melnyk', role: 'supervisor', pin: '2468' },
  { email: 'clerk@foyer.test', name: 'Danylo Bondar', role: 'clerk', pin: '1357' },
  { email: 'door@foyer.test', name: 'Solomiia Lysenko', role: 'door' },
  { email: 'customer@foyer.test', name: 'Marta Shevchuk', role: 'customer' },
];
