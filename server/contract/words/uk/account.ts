import type { accountWords as English } from '../en/account.ts';

export const accountWords: typeof English = {
  title: 'Ваш кабінет',
  signIn: 'Увійти',
  signOut: 'Вийти',
  email: 'Електронна пошта',
  password: 'Пароль',
};
