/** Calendar months of trading days: `2026-11`. */

export function monthOf(businessDate: string): string {
  return businessDate.slice(0, 7);
}

function nextMonth(month: string): string {
  const [year = '0', number = '1'] = month.split('-');
  return number === '12' ? `${String(Number(year) + 1).padStart(4, '0')}-01` : `${year}-${two(Number(number) + 1)}`;
}

/** The month itself, or the next one that is not closed: nothing is booked in a closed one any more. */
export function openMonth({ isClosed }: { isClosed(month: string): boolean }, month: string): string {
  let open = month;
  while (isClosed(open)) open = nextMonth(open);
  return open;
}

/** The days of a month, first to last. */
export function daysOf(month: string): string[] {
  const [year = '0', number = '1'] = month.split('-');
  const count = new Date(Date.UTC(Number(year), Number(number), 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${two(index + 1)}`);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
