import type { DatabasePart } from '../../engine/part.ts';
import { wishFacts } from './checks/facts.ts';
import { wishesTable } from './migrations/0001-wishes.ts';
import { wishProjections } from './projection.ts';
import { StoredWishes } from './slice.ts';

/** What guests wish for their visit. */
export const wishesPart = {
  name: 'wishes',
  tables: ['wishes'],
  names: { person: ['wishes.notedBy'] },
  slices: (read) => ({ wishes: new StoredWishes(read) }),
  projections: wishProjections,
  migrations: [wishesTable],
  problems: {},
  facts: wishFacts,
} as const satisfies DatabasePart;
