import { withCard, withFound, withLost } from '../../../core/model/cards/lost.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import type { WriteHandle } from '../../engine/connection.ts';
import { DatabaseError } from '../../engine/error.ts';
import type { EventsOf, Projections } from '../../engine/projection.ts';

/** Which cards are lost and who holds which stands in the settings in force: an export has it. */
export const cardProjections: Projections<EventsOf<'card'>> = {
  'card.blocked'(tx, { seq, at, payload: { holder, no, card } }) {
    change(tx, seq, (site) => withLost(site, { card, holder, no, at }));
  },
  'card.replaced'(tx, { seq, at, payload: { holder, no, card, oldCard } }) {
    change(tx, seq, (site) => {
      if (oldCard === undefined) return withCard(site, { holder, no }, card);
      const since = site.lostCards?.find((lost) => lost.card === oldCard)?.at ?? at;
      return withCard(withLost(site, { card: oldCard, holder, no, at: since }), { holder, no }, card);
    });
  },
  'card.released'(tx, { seq, payload: { card } }) {
    change(tx, seq, (site) => withFound(site, card));
  },
};

function change(tx: WriteHandle, seq: number, work: (site: Site) => Site): void {
  const row = tx.get<{ json: string }>('SELECT json FROM site WHERE id = 1');
  if (!row) throw new DatabaseError('ROW_MISSING', { sql: 'site' });
  // It was checked by the schema before it became an event.
  tx.change('UPDATE site SET seq = ?, json = ? WHERE id = 1', seq, JSON.stringify(work(JSON.parse(row.json) as Site)));
}
