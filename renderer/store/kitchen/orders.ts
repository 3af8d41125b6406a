import type { KitchenLine } from '../../../host/parts/goods/views.ts';

/** What was ordered together: one card on the screen. */
export interface KitchenOrder {
  orderId: string;
  roomNo: string;
  wristbandNo: string | null;
  orderedAt: number;
  orderedBy: string;
  lines: KitchenLine[];
}

/** The lines of some categories (all when none is chosen), together by order, the oldest first. */
export function ordersOf(lines: readonly KitchenLine[], categories: readonly string[]): KitchenOrder[] {
  const orders = new Map<string, KitchenOrder>();
  for (const line of lines) {
    if (categories.length > 0 && !categories.includes(line.category)) continue;
    const { orderId, roomNo, wristbandNo, orderedAt, orderedBy } = line;
    const order = orders.get(orderId);
    if (order) order.lines.push(line);
    else orders.set(orderId, { orderId, roomNo, wristbandNo, orderedAt, orderedBy, lines: [line] });
  }
  return [...orders.values()].sort((a, b) => a.orderedAt - b.orderedAt);
}
