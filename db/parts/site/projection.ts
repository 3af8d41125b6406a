import { changesNothing, type EventsOf, type Projections } from '../../engine/projection.ts';
import { takeClockTypes } from '../clock-types/projection.ts';
import { takePolicies } from '../rotation/policies.ts';

/** The settings in force, and the records of the rooms, technicians and articles that come with them. */
export const siteProjections: Projections<EventsOf<'site' | 'store'>> = {
  'site.imported'(tx, { seq, at, businessDate, actor, payload: { site, demo } }) {
    tx.run('DELETE FROM site');
    tx.insert('site', { id: 1, seq, importedAt: at, businessDate, demo: demo ? 1 : 0, json: JSON.stringify(site) });

    takePolicies(tx, { seq, at, businessDate, actor }, site);
    takeClockTypes(tx, { at, actor }, site);
    for (const room of site.rooms) tx.run('INSERT OR IGNORE INTO rooms (no) VALUES (?)', room.no);
    // What was used once keeps its record, so that old visits still know their room.
    tx.run(
      `DELETE FROM rooms WHERE no NOT IN (SELECT value FROM json_each(?))
         AND no NOT IN (SELECT roomNo FROM visits) AND no NOT IN (SELECT roomNo FROM clocks)
         AND no NOT IN (SELECT roomNo FROM service_calls)`,
      JSON.stringify(site.rooms.map((room) => room.no)),
    );

    for (const technician of site.technicians) {
      tx.run(`INSERT OR IGNORE INTO technicians (no, duty) VALUES (?, 'off')`, technician.no);
    }
    tx.run(
      `DELETE FROM technicians WHERE no NOT IN (SELECT value FROM json_each(?))
         AND no NOT IN (SELECT technicianNo FROM clocks WHERE technicianNo IS NOT NULL)
         AND no NOT IN (SELECT technicianNo FROM clock_segments)
         AND no NOT IN (SELECT technicianNo FROM technician_marks)
         AND no NOT IN (SELECT technicianNo FROM queue_places) AND no NOT IN (SELECT technicianNo FROM queue_moves)`,
      JSON.stringify(site.technicians.map((technician) => technician.no)),
    );

    // The first count opens an article's stock; a later import does not touch what was sold since.
    for (const goods of site.goods) {
      if (goods.stock === undefined) continue;
      tx.run('INSERT OR IGNORE INTO stock (goodsCode, quantity) VALUES (?, ?)', goods.code, goods.stock);
    }
  },
  // The store's own clock goes by the journal alone.
  'store.clockJumped': changesNothing,
};
