import type { StaffRole } from '../site/schema.ts';

/** What somebody may do. A call and a swipe both ask for one of these; roles are sets of them. */
export const permissions = [
  'board.view',
  'visit.open',
  'visit.close',
  'visit.move',
  'clock.order',
  'clock.call',
  'clock.start',
  'clock.extend',
  'clock.end',
  'clock.cancel',
  'clock.change-technician',
  /** Takes an automatic extension back within the grace. */
  'clock.undo-extension',
  'clock.convert',
  'clock.change-item',
  'goods.order',
  'goods.cancel',
  'goods.deliver',
  'stock.adjust',
  'room.clean',
  'room.out-of-order',
  'bill.view',
  'bill.settle',
  'bill.print',
  'technician.duty',
  /** 停牌: gives somebody no clocks, and lets go on. */
  'technician.stop',
  'rotation.move',
  'rotation.policy',
  /** 挂失: a card that was lost is refused everywhere. */
  'card.block',
  'card.replace',
  'service-call.answer',
  'reservation.edit',
  /** Erases what is known of guests, for good. */
  'reservation.erase',
  'device.view',
  'device.test',
  'job.resolve',
  'practice.use',
  'site.view',
  'site.import',
  'site.export-keys',
  /** A card's number is as good as the card. */
  'site.export-cards',
  /** What of the settings has no right of its own: rooms, names, shifts. Those that have one stand in `change.ts`. */
  'settings.edit',
  /** Who has which role. */
  'settings.roles',
  'settings.cards',
  'settings.prices',
  /** Rules of commission, and what decides which of them pays. */
  'settings.pay',
  /** Approvals, limits, and how long something may be taken back. */
  'settings.policies',
  'settings.devices',
  'staff.pin',
  'station.pair',
  'journal.view',
  'pay.view',
  'pay.close',
  'attendance.edit',
  /** The day's list of what did not go its way on clocks. */
  'incident.view',
  /** Approves what others may not do by themselves, by PIN or card. */
  'authorise',
] as const;
export type Permission = (typeof permissions)[number];

const desk: Permission[] = [
  'clock.undo-extension',
  'board.view',
  'visit.open',
  'visit.close',
  'visit.move',
  'reservation.edit',
  'clock.order',
  'clock.call',
  'clock.start',
  'clock.extend',
  'clock.end',
  'clock.cancel',
  'clock.change-technician',
  'clock.convert',
  'clock.change-item',
  'goods.order',
  'goods.cancel',
  'goods.deliver',
  'room.clean',
  'room.out-of-order',
  'technician.duty',
  'card.block',
  'service-call.answer',
  'device.view',
  'job.resolve',
  'practice.use',
  'bill.view',
  'bill.print',
  'journal.view',
];

const byRole: Record<StaffRole, ReadonlySet<Permission>> = {
  manager: new Set(permissions),
  receptionist: new Set(desk),
  cashier: new Set<Permission>([
    'board.view',
    'bill.view',
    'bill.settle',
    'bill.print',
    'visit.close',
    'goods.order',
    'device.view',
    'job.resolve',
    'practice.use',
    'journal.view',
  ]),
  waiter: new Set<Permission>([
    'board.view',
    'visit.open',
    'clock.order',
    'clock.call',
    'goods.order',
    'goods.deliver',
    'service-call.answer',
    'practice.use',
  ]),
  cleaner: new Set<Permission>(['board.view', 'room.clean']),
  cook: new Set<Permission>(['board.view', 'goods.deliver', 'goods.cancel', 'stock.adjust', 'job.resolve']),
  technical: new Set<Permission>([
    'board.view',
    'device.view',
    'device.test',
    'job.resolve',
    'practice.use',
    'site.view',
    'site.import',
    'settings.devices',
    'site.export-keys',
    'station.pair',
    'journal.view',
  ]),
};

export function mayDo(role: StaffRole, permission: Permission): boolean {
  return byRole[role].has(permission);
}

/**
 * Whether a number that was typed or sent is too little to prove somebody of this role: whoever may approve, give PINs,
 * change the settings or take money. The PIN has to go with it.
 */
export function needsMoreThanANumber(role: StaffRole): boolean {
  return permissionsOf(role).some(
    (each) => each.startsWith('settings.') || ['authorise', 'staff.pin', 'site.import', 'bill.settle'].includes(each),
  );
}

export function permissionsOf(role: StaffRole): Permission[] {
  return permissions.filter((permission) => mayDo(role, permission));
}
