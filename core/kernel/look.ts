/** Letters of other scripts that look like a Latin one in the fonts of screens, small and capital. */
const lookalikes: readonly [latin: string, others: string][] = [
  ['a', 'аαɑ'],
  ['b', 'вЬьβ'],
  ['c', 'сϲ'],
  ['d', 'ԁ'],
  ['e', 'еεёҽ'],
  ['g', 'ɡ'],
  ['h', 'һнη'],
  ['i', 'іιı1lӏ|ⅼ'],
  ['j', 'ј'],
  ['k', 'кκ'],
  ['m', 'мμ'],
  ['n', 'Νпո'],
  ['o', 'оοо0օ○〇'],
  ['p', 'рρ'],
  ['q', 'ԛ'],
  ['s', 'ѕ'],
  ['t', 'тτ'],
  ['u', 'υս'],
  ['v', 'ѵν'],
  ['w', 'ԝω'],
  ['x', 'хχ'],
  ['y', 'уγү'],
  ['z', 'ζ'],
];
const latinOf = new Map(lookalikes.flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)));

/**
 * What a name looks like from two steps away: without case, width, accents, spaces and marks, with letters of other
 * scripts as the Latin ones they are taken for, and 0, 1 and l as o and i. Two names that give the same cannot be told
 * apart by people. Only to be compared, never to be shown.
 */
export function lookOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Z}\p{P}\p{S}\p{C}]/gu, '')
    .replaceAll(/./gu, (character) => latinOf.get(character) ?? character)
    .toLowerCase();
  return [...plain].map((character) => latinOf.get(character) ?? character).join('');
}
