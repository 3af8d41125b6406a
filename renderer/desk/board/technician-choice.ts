import type { TechnicianChoice } from '../../../core/clocks/clock.ts';
import type { Board } from '../../client/board-state.ts';
import type { CatalogIndex } from '../../client/catalog.tsx';

/** What stands in the field “technician”: nothing is the rotation, `F` or `M` a gender of it, numbers are requests. */
export function choicesIn(text: string): TechnicianChoice[] {
  return text
    .trim()
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map((word) => {
      const upper = word.toUpperCase();
      return upper === 'F' || upper === 'M'
        ? { kind: 'rotation' as const, gender: upper }
        : { kind: 'requested' as const, technicianNo: word };
    });
}

/** Who can serve an item: idle ones who have the skill, in the order of their queues, then the busy ones. */
export function candidatesFor(board: Board, catalog: CatalogIndex, serviceCode: string): string[] {
  const service = catalog.serviceByCode.get(serviceCode);
  const queues = board.queues.filter((queue) => !service || queue.group === service.group);
  const able = queues
    .flatMap((queue) => queue.places)
    .filter((place) => {
      const technician = board.technicians.get(place.technicianNo);
      return technician && (!service || technician.skills.includes(service.skill));
    });
  const ordered = [...able.filter((place) => place.available), ...able.filter((place) => !place.available)];
  return [...new Set(ordered.map((place) => place.technicianNo))];
}

/** Who the rotation would call now for an item, or null when nobody waits. */
export function nextFor(board: Board, catalog: CatalogIndex, serviceCode: string): string | null {
  const [first] = candidatesFor(board, catalog, serviceCode);
  return first !== undefined && board.technicians.get(first)?.state === 'idle' ? first : null;
}
