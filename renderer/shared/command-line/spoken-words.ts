import { numberedIn } from '../orders/technician-choice.ts';
import { type LineContext, type Verb, verbs } from './line-context.ts';

/** What the words after the room say, each of them taken for what it can be. */
export interface Spoken {
  verb: Verb | null;
  serviceCode: string | null;
  goodsCode: string | null;
  technicianNos: string[];
  guestCount: number | null;
  /** A number that is nothing else: minutes, or how many. */
  number: number | null;
  /** The item after the first, and by whom. */
  next: Pick<Spoken, 'serviceCode' | 'technicianNos'> | null;
}

const guestCountPattern = /^(\d{1,2})(?:位|人|p)$/;
const numberPattern = /^\d{1,4}$/;

const silence = (): Spoken => ({
  verb: null,
  serviceCode: null,
  goodsCode: null,
  technicianNos: [],
  guestCount: null,
  number: null,
  next: null,
});

/** Takes each word for what it can be; the word that cannot be anything where there is one. */
export function speak(words: readonly string[], context: LineContext): Spoken | { unknown: string } {
  const spoken = silence();
  let now = spoken;
  for (const [at, word] of words.entries()) {
    // “First this, then that”: what follows is about the second item.
    const isThen = now === spoken && spoken.verb === null && spoken.serviceCode !== null && at < words.length - 1;
    if (isThen && context.words.after.includes(word)) now = silence();
    else if (!take(word, now, context)) return { unknown: word };
  }
  if (now === spoken) return spoken;
  if (now.verb !== null || now.goodsCode !== null || now.number !== null) return { unknown: words.join(' ') };
  const { serviceCode, technicianNos, guestCount } = now;
  return { ...spoken, guestCount: spoken.guestCount ?? guestCount, next: { serviceCode, technicianNos } };
}

/** Understands one word into `spoken`; false when it cannot be anything. */
function take(word: string, spoken: Spoken, { words, catalog, technicians, finds }: LineContext): boolean {
  const verb = verbs.find((candidate) => words[candidate].includes(word));
  if (verb && spoken.verb === null) {
    spoken.verb = verb;
    return true;
  }
  const guests = guestCountPattern.exec(word);
  if (guests) {
    spoken.guestCount = Number(guests[1]);
    return true;
  }
  if (spoken.goodsCode !== null && numberPattern.test(word)) {
    spoken.number = Number(word);
    return true;
  }
  const saysTime = spoken.verb === 'extend';
  if (!saysTime && spoken.serviceCode === null && catalog.serviceByCode.has(word)) {
    spoken.serviceCode = word;
    return true;
  }
  if (!saysTime && technicians.has(numberedIn(word)?.technicianNo ?? word)) {
    spoken.technicianNos.push(word);
    return true;
  }
  if (numberPattern.test(word)) {
    spoken.number = Number(word);
    return saysTime;
  }
  const goods = catalog.goods.find((one) => one.code.toLowerCase() === word);
  const service = goods ? undefined : catalog.services.find((one) => finds(word, one.code, Object.values(one.name)));
  const named =
    goods ?? (service ? undefined : catalog.goods.find((one) => finds(word, one.code, Object.values(one.name))));
  if (service && spoken.serviceCode === null) spoken.serviceCode = service.code;
  else if (named && spoken.goodsCode === null) spoken.goodsCode = named.code;
  else return false;
  return true;
}
