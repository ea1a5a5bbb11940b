import type { Cinema } from '@prisma/client';
import type { Db } from '../db.ts';

export type { Cinema };

/** The settings of this cinema. */
export async function loadCinema(db: Db): Promise<Cinema> {
  const cinema = await db.prisma.cinema.findUnique({ where: { id: 1 } });
  if (!cinema) throw new Error('the cinema has no settings yet');
  return cinema;
}
