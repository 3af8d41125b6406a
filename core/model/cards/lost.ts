import type { LostCard, Site } from '../site/schema.ts';

/** Who holds a card that opens doors: members and wristbands have their own. */
export type StaffCard = { holder: 'technician' | 'staff'; no: string };

/** The card somebody holds now; null for whoever has none, or is not there. */
export function cardOf(site: Site, who: StaffCard): string | null {
  return personIn(site, who)?.card ?? null;
}

/** Whoever it is in the settings; null: nobody. */
export function personIn(site: Site, { holder, no }: StaffCard): { no: string; card?: string | undefined } | null {
  const list: readonly { no: string; card?: string | undefined }[] =
    holder === 'technician' ? site.technicians : site.staff;
  return list.find((person) => person.no === no) ?? null;
}

/** The entry of a card in the list of lost ones. */
export function lostEntry(site: Site, card: string): LostCard | null {
  return site.lostCards?.find((lost) => lost.card === card) ?? null;
}

/** The site with a card on the list of lost ones. */
export function withLost(site: Site, lost: LostCard): Site {
  return withList(site, [...(site.lostCards ?? []).filter(({ card }) => card !== lost.card), lost]);
}

/** The site with a card found again. */
export function withFound(site: Site, card: string): Site {
  return withList(
    site,
    (site.lostCards ?? []).filter((lost) => lost.card !== card),
  );
}

/** The site with another card in somebody's hand. */
export function withCard(site: Site, { holder, no }: StaffCard, card: string): Site {
  return holder === 'technician'
    ? { ...site, technicians: site.technicians.map((one) => (one.no === no ? { ...one, card } : one)) }
    : { ...site, staff: site.staff.map((one) => (one.no === no ? { ...one, card } : one)) };
}

/**
 * A file that is taken over by a store which knows of lost cards: they stay lost whatever the file says, and whoever
 * has got another card meanwhile keeps it where the file would give the lost one back.
 */
export function keepLost(current: Site, incoming: Site): Site {
  const lost = current.lostCards ?? [];
  let site = lost.reduce(withLost, incoming);
  for (const entry of lost) {
    const replaced = cardOf(current, entry);
    const isGivenBack = cardOf(site, entry) === entry.card;
    if (isGivenBack && replaced !== null && replaced !== entry.card && !isHeld(site, replaced)) {
      site = withCard(site, entry, replaced);
    }
  }
  return site;
}

/** Whether anybody or any wristband has the card. */
function isHeld({ technicians, staff, wristbands }: Site, card: string): boolean {
  return [...technicians, ...staff, ...wristbands].some((one) => one.card === card);
}

/** In the order in which they were lost; a file without the list is as before there was one. */
function withList({ lostCards: _before, ...site }: Site, list: LostCard[]): Site {
  return list.length === 0 ? site : { ...site, lostCards: list };
}
