import type { HolderKind, HolderName } from '../../../core/model/site/holders.ts';
import type { Site, StaffRole } from '../../../core/model/site/schema.ts';

/** What a screen needs to name things; changes only with a new site file. */
export interface Catalog {
  version: number;
  store: Site['store'];
  currencies: Site['currencies'];
  groups: Site['groups'];
  services: Site['services'];
  goods: (Omit<Site['goods'][number], 'stock'> & { stock: number | null })[];
  tenders: (Site['tenders'][number] & { usable: boolean })[];
  wristbands: string[];
  staff: { no: string; name: string; role: StaffRole }[];
  /** Who and what is named by `~` and an id, since the number has passed on. */
  passedOn: PassedOn[];
}

export interface PassedOn {
  kind: HolderKind;
  key: string;
  /** The number it had. */
  no: string;
  name: HolderName | null;
}
