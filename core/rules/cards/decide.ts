import type { DecisionContext } from '../../kernel/context.ts';
import { cardError } from '../../model/cards/errors.ts';
import { cardOf, lostEntry, personIn, type StaffCard } from '../../model/cards/lost.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { CardHolder } from '../../model/site/site-index.ts';
import { staffError } from '../../model/staff/errors.ts';
import { mayDo } from '../../model/staff/permissions.ts';
import type { StoreState } from '../../model/state.ts';
import { technicianError } from '../../model/technicians/errors.ts';

/**
 * 挂失: from now on the card somebody holds is refused everywhere. Clock, place and day stay as they are: the person
 * works on by desk until there is another card. The card of who may approve is blocked by who may, too, or by its own
 * person: else whoever wants no manager about locks all of them out. Throws TECHNICIAN_UNKNOWN, STAFF_UNKNOWN,
 * CARD_NONE, CARD_BLOCKED, CARD_OF_MANAGER.
 */
export function blockCard(
  state: StoreState,
  { holder, no, reason }: CommandData<'card.block'>,
  { actor }: Pick<DecisionContext, 'actor'>,
): StoreEvent[] {
  const card = heldCard(state, { holder, no });
  const { site } = state.site;
  if (lostEntry(site, card)) throw cardError('CARD_BLOCKED');
  const mayApprove = (staffNo: string) => {
    const role = state.site.staff.get(staffNo)?.role;
    return role !== undefined && mayDo(role, 'authorise');
  };
  if (holder === 'staff' && no !== actor && mayApprove(no) && !mayApprove(actor)) throw cardError('CARD_OF_MANAGER');
  return [event('card.blocked', { holder, no, card, reason, ...(no !== actor && { byOther: true as const }) })];
}

/**
 * 换卡: gives somebody another card, which works at once; the one before, if there was one, is lost from now on. Throws
 * TECHNICIAN_UNKNOWN, STAFF_UNKNOWN, CARD_BLOCKED (the other card is a lost one), CARD_HELD.
 */
export function replaceCard(state: StoreState, { holder, no, card }: CommandData<'card.replace'>): StoreEvent[] {
  requirePerson(state, { holder, no });
  const { site } = state.site;
  const oldCard = cardOf(site, { holder, no });
  if (lostEntry(site, card)) throw cardError('CARD_BLOCKED');
  const owner = state.site.cards.get(card);
  if (owner) throw cardError('CARD_HELD', { by: ownerNo(owner) });
  return [event('card.replaced', { holder, no, card, ...(oldCard !== null && { oldCard }) })];
}

/** 解挂: the card was found again. Throws TECHNICIAN_UNKNOWN, STAFF_UNKNOWN, CARD_NONE, CARD_NOT_BLOCKED. */
export function releaseCard(state: StoreState, { holder, no, reason }: CommandData<'card.release'>): StoreEvent[] {
  const card = heldCard(state, { holder, no });
  if (!lostEntry(state.site.site, card)) throw cardError('CARD_NOT_BLOCKED');
  return [event('card.released', { holder, no, card, reason })];
}

function heldCard(state: StoreState, who: StaffCard): string {
  requirePerson(state, who);
  const card = cardOf(state.site.site, who);
  if (card === null) throw cardError('CARD_NONE', { no: who.no });
  return card;
}

function requirePerson({ site: { site } }: StoreState, who: StaffCard): void {
  if (personIn(site, who)) return;
  throw who.holder === 'technician'
    ? technicianError('TECHNICIAN_UNKNOWN', { technicianNo: who.no })
    : staffError('STAFF_UNKNOWN', { staffNo: who.no });
}

function ownerNo(owner: CardHolder): string {
  switch (owner.kind) {
    case 'technician':
      return owner.technician.no;
    case 'staff':
      return owner.staff.no;
    case 'wristband':
      return owner.wristbandNo;
  }
}
