import type { PlanSpec } from './plan-builder.ts';

export interface SeedHall {
  code: string;
  name: string;
  description: string;
  spec: PlanSpec;
  /** Has a projector for stereoscopic films. */
  has3d?: true;
  /** Opens again for the midnight show on Friday and Saturday night. */
  midnight?: true;
}

/** Rows skip I and O, which read as figures on a ticket. */
export const halls: SeedHall[] = [
  {
    code: 'velvet',
    name: 'Velvet Hall',
    description: 'The great hall: 300 seats on a gentle arc, three premium rows, and a projection box in the last one.',
    has3d: true,
    midnight: true,
    spec: {
      curve: 44,
      drawing: `
A     sss ssssssssss sss
B   sssss ssssssssss sssss
C   sssss ssssssssss sssss
D   sssss ssssssssss sssss
E   sssss ssssssssss sssss
F   sssss ssssssssss sssss

G   wc wc ssssssssss cw cw
H  ssssss ssssssssss ssssss
J  pppppp pppppppppp pppppp
K  pppppp pppppppppp pppppp
L  pppppp pppppppppp pppppp
M  ssssss ssssssssss ssssss
N  ssssss ssssssssss ssssss
P  ssssss ssssssssss ssssss
Q  ssssss            ssssss
`,
    },
  },
  {
    code: 'courtyard',
    name: 'Courtyard',
    description: 'The middle hall, with the entrance through the yard: 160 seats either side of one broad aisle.',
    has3d: true,
    spec: {
      drawing: `
A    ssssss  ssssss
B   sssssss  sssssss
C   sssssss  sssssss
D  ssssssss  ssssssss
E  ssssssss  ssssssss
F  pppppppp  pppppppp
G  pppppppp  pppppppp
H  ssssssss  ssssssss
J  ssssssss  ssssssss
K  ssssssss  ssssssss

L  wc    ss  ss    cw
`,
    },
  },
  {
    code: 'nocturne',
    name: 'Nocturne',
    description: 'The late hall: 132 seats, low light, and two rows of love seats at the back.',
    midnight: true,
    spec: {
      curve: 32,
      drawing: `
A  sss ssssss sss
B ssss ssssss ssss
C ssss ssssss ssss
D ssss ssssss ssss
E ssss ssssss ssss
F ssss pppppp ssss
G ssss pppppp ssss
H  scw ssssss wcs

J llll llllll llll
K   ll llllll ll
`,
    },
  },
  {
    code: 'lantern',
    name: 'Lantern',
    description: 'The old reading room under the glass roof: 95 seats, and no two rows quite alike.',
    spec: {
      drawing: `
A   sss ssss
B  ssss sssss
C  ssss ssssss
D sssss ssssss
E sssss sssssss
F sssss sssssss
G sssss sssssss
H sssss ssssss

J sssss  wc  ssss
`,
    },
  },
  {
    code: 'attic',
    name: 'Attic Salon',
    description:
      'Forty-eight armchairs under the rafters, reached by the lift. For films one wants to talk about after.',
    spec: {
      drawing: `
A    wc ssss
B  ssss ssss
C  ssss ssss
D  ssss ssss
E sssss sssss
F  pppp pppp
`,
    },
  },
];
