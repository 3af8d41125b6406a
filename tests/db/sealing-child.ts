import { randomUUID } from 'node:crypto';
import { event } from '../../core/model/events.ts';
import { KeyStore } from '../../db/engine/key-store.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { booked } from './booked.ts';
import { ShopDay } from './shop-day.ts';

/**
 * Books in a store until it dies in the middle: after the key was kept and before the event is committed, or after an
 * erasure was committed and before the keys are gone.
 */
const [path = '', when] = process.argv.slice(2);
const day = new ShopDay(StoreDatabase.open(path));
if (when === 'key') {
  const { keyFor } = KeyStore.prototype;
  KeyStore.prototype.keyFor = function (this: KeyStore, owner) {
    keyFor.call(this, owner);
    process.kill(process.pid, 'SIGKILL');
    throw new Error('dead');
  };
  booked(day, 'never', { guestName: '林小姐' });
} else {
  KeyStore.prototype.destroy = () => process.kill(process.pid, 'SIGKILL');
  const id = day.db.read.get<{ id: string }>('SELECT id FROM reservations')?.id ?? '';
  const erased = event('reservation.erased', { reservationIds: [id], reason: 'guest-asked' });
  const { at, businessDate } = day;
  const command = { id: randomUUID(), hash: 'h', at, businessDate, actor: 'M01', station: 'desk' };
  day.db.transact((tx) => day.db.append(tx, command, [erased], randomUUID));
}
