import { cardsIn as eachCardIn, isHashedCard } from '../../kernel/card-fields.ts';
import { idOf, type Numbered } from './holders.ts';
import type { Site } from './schema.ts';
import type { Section, SectionGiven } from './sections.ts';

/**
 * Site files without cards: whoever may see the settings gets a file in which nothing is as good as a card, and which
 * can be taken in again without anybody losing the own one.
 */

/** Whoever and whatever has a card. */
const lists = ['wristbands', 'technicians', 'staff'] as const;
type List = (typeof lists)[number];

/** Technicians and staff are people alike: who becomes the other keeps the card. */
const kindOf = (list: List) => (list === 'wristbands' ? 'wristband' : 'person');
const keyOf = (list: List, one: Numbered) => `${kindOf(list)} ${idOf(one)}`;

/** A valid card that says nothing, where a card has to be. */
const blank = '00000000';

/** The site as a file without cards; those that are lost are cards too. */
export function withoutCards({ lostCards: _lost, ...site }: Site): object {
  const bare = ({ card: _card, ...one }: { card?: string | undefined }) => one;
  const { wristbands, technicians, staff } = site;
  return {
    ...site,
    withoutCards: true,
    wristbands: wristbands.map(bare),
    technicians: technicians.map(bare),
    staff: staff.map(bare),
  };
}

/** Whether of some cards the hash is known only. */
export function hasHashedCards(site: Site): boolean {
  let isAny = false;
  eachCardIn(site, (card) => {
    isAny ||= isHashedCard(card);
  });
  return isAny;
}

/** The site as a file without the cards whose number was lost: another store could do nothing with them. */
export function withoutHashedCards({ lostCards, ...site }: Site): object {
  const known = <One extends { card?: string | undefined }>(one: One): object => {
    const { card, ...bare } = one;
    return card !== undefined && isHashedCard(card) ? bare : one;
  };
  const lost = (lostCards ?? []).filter(({ card }) => !isHashedCard(card));
  const { wristbands, technicians, staff } = site;
  return {
    ...site,
    withoutCards: true,
    wristbands: wristbands.map(known),
    technicians: technicians.map(known),
    staff: staff.map(known),
    ...(lost.length > 0 ? { lostCards: lost } : {}),
  };
}

/** Whose card is which in a site, by kind and id. */
function cardsIn(site: Site): Map<string, string> {
  return new Map(
    lists.flatMap((list) => site[list].flatMap((one) => (one.card ? [[keyOf(list, one), one.card] as const] : []))),
  );
}

/** Puts cards into what was left out of a file without; of any other JSON, and of what has a card, nothing is changed. */
function completed(file: unknown, cardOf: (key: string) => string | undefined): unknown {
  if (typeof file !== 'object' || file === null || !('withoutCards' in file)) return file;
  const given: Record<string, unknown> = { ...file };
  for (const list of lists) {
    const entries = given[list];
    if (!Array.isArray(entries)) continue;
    given[list] = entries.map((one: unknown) => {
      if (typeof one !== 'object' || one === null || 'card' in one) return one;
      const card = cardOf(keyOf(list, one as Numbered));
      return card === undefined ? one : { ...one, card };
    });
  }
  return given;
}

/** Whether a file that leaves cards out gives some all the same: they are held against those in force. */
export function addsCards(file: unknown): boolean {
  if (typeof file !== 'object' || file === null || !('withoutCards' in file)) return false;
  const given: Record<string, unknown> = { ...file };
  return lists.some((list) => {
    const entries = given[list];
    return Array.isArray(entries) && entries.some((one) => typeof one === 'object' && one !== null && 'card' in one);
  });
}

/** What a file without cards says, with the cards of those who are in force by the same id; null: there are none. */
export function withCardsInForce(file: unknown, inForce: Site | null): unknown {
  if (!inForce) return file;
  const cards = cardsIn(inForce);
  const given = completed(file, (key) => cards.get(key));
  if (given === file || !inForce.lostCards || 'lostCards' in (given as object)) return given;
  return { ...(given as object), lostCards: inForce.lostCards };
}

/** Whether some cards are given and others left out, as a screen does that gives one to somebody. */
export function givesSomeCards(value: object): boolean {
  const entries = lists.flatMap(
    (list) => (value as Partial<Record<List, { card?: string | undefined }[]>>)[list] ?? [],
  );
  const given = entries.filter(({ card }) => card !== undefined).length;
  return given > 0 && given < entries.length;
}

/**
 * People and wristbands as a screen gives them, with the cards of those that are in force by the same id and are given
 * none. Screens are told no lost card either: a section without the list leaves it as it is.
 */
export function withCardsKept<S extends Section>(section: S, value: SectionGiven<S>, inForce: Site): SectionGiven<S> {
  if (section !== 'people' && section !== 'cards') return value;
  const cards = cardsIn(inForce);
  const kept =
    (list: List) =>
    <One extends Numbered & { card?: string | undefined }>(one: One): One => {
      // Without an id it is somebody new, whose number may have been another's.
      const card = one.id === undefined ? undefined : cards.get(keyOf(list, one));
      return one.card !== undefined || card === undefined ? one : { ...one, card };
    };
  if (section === 'cards') {
    const { wristbands, lostCards = inForce.lostCards } = value as SectionGiven<'cards'>;
    const all = { wristbands: wristbands.map(kept('wristbands')), ...(lostCards ? { lostCards } : {}) };
    return all as SectionGiven<S>;
  }
  const { technicians, staff, ...groups } = value as SectionGiven<'people'>;
  const people = { ...groups, technicians: technicians.map(kept('technicians')), staff: staff.map(kept('staff')) };
  return people as SectionGiven<S>;
}

/** The site with every card blank that is the one in force: what can be said of a file without cards. */
export function withoutKnownCards({ lostCards, ...site }: Site, inForce: Site): Site {
  const cards = cardsIn(inForce);
  const blanked =
    (list: List) =>
    <One extends Numbered & { card?: string | undefined }>(one: One): One =>
      one.card !== undefined && cards.get(keyOf(list, one)) === one.card ? { ...one, card: blank } : one;
  const known = new Set(inForce.lostCards?.map(({ card }) => card));
  const lost = (lostCards ?? []).filter(({ card }) => !known.has(card));
  return {
    ...site,
    wristbands: site.wristbands.map(blanked('wristbands')),
    technicians: site.technicians.map(blanked('technicians')),
    staff: site.staff.map(blanked('staff')),
    ...(lost.length > 0 ? { lostCards: lost } : {}),
  };
}
