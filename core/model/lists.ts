/** Lists of the board that are sent whole when one of their lines changes. */
export const boardLists = ['calls', 'serviceCalls', 'reservations'] as const;
export type BoardList = (typeof boardLists)[number];

/** Lists that screens ask for by themselves, and again when they are told that one became old. */
export const listNames = [
  'catalog',
  'kitchen',
  'bills',
  'refusals',
  'jobs',
  'pay',
  'attendance',
  'reservations',
  'incidents',
  'settings',
] as const;
export type ListName = (typeof listNames)[number];
