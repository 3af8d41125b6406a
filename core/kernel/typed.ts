/**
 * What people type, in its one form. Keyboards that write Chinese give full-width digits and letters, and what is
 * pasted carries marks nobody sees; none of that may make another room, guest or phone number of the same one. All
 * functions are pure, and give what is normal already back as it is.
 */

/** Marks without ink: zero-width characters, bidi marks, soft hyphens, fillers, the byte order mark, broken halves. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cs}\u2800\ufff9-\ufffb]/gu;
/** The same without the selectors that say how the character before them is drawn. */
const invisibleInText =
  /[\p{Cs}\u2800\ufff9-\ufffb]|(?![\ufe00-\ufe0f\u{e0100}-\u{e01ef}])\p{Default_Ignorable_Code_Point}/gu;
/** Selectors that have no character before them. */
const straySelectors = /(?<![^\s\p{Default_Ignorable_Code_Point}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu;
const control = /(?![\n\t])\p{Cc}/gu;
const lineEnds = /\r\n?|[\u0085\u2028\u2029]/g;
const fullWidth = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
const fullWidthDigits = /[\uff10-\uff19]/g;
/** What people set a phone number apart with. */
const phoneMarks = /[\s\p{Pd}\u2212()[\]【】〔〕]/gu;

/** Every full-width character stands so far behind its half-width one. */
const fullWidthOffset = 0xfee0;
const halved = (character: string) => String.fromCharCode(character.charCodeAt(0) - fullWidthOffset);

/** A number or a code: of a room, a person, a wristband, an item, an article. Every width is one (NFKC). */
export function normalCode(typed: string): string {
  return typed.replace(lineEnds, '\n').replace(invisible, '').replace(control, '').normalize('NFKC').trim();
}

/**
 * Free text: a name, a note, a reason. Digits and Latin letters become half-width; punctuation stays as people write
 * it, and so do characters that only look alike.
 */
export function normalText(typed: string): string {
  return typed
    .replace(lineEnds, '\n')
    .replace(invisibleInText, '')
    .replace(control, '')
    .replace(straySelectors, '')
    .replace(fullWidth, halved)
    .normalize('NFC')
    .trim();
}

/** A phone number: its digits, and a + before them where one was typed. What is neither stays, to be refused. */
export function normalPhone(typed: string): string {
  return normalCode(typed).replace(phoneMarks, '').normalize('NFC');
}

const amountPoint = /[\u3002]/g;
const grouped = /^\d{1,3}(,\d{3})+(\.\d*)?$/;

/**
 * An amount of money: every width is one, the full stop of a Chinese keyboard is the point, and commas between
 * thousands go. Anything else stays, to be refused: what is left out of an amount makes another one.
 */
export function normalAmount(typed: string): string {
  const text = normalCode(typed).replace(amountPoint, '.');
  return grouped.test(text) ? text.replaceAll(',', '') : text;
}

/** Only the digits of what was typed, in half width. */
export function digitsOf(typed: string): string {
  return normalPin(typed).replace(/\D/g, '');
}

/** A PIN is digits: they become half-width. Anything else stays as it is, to be refused and never guessed at. */
export function normalPin(typed: string): string {
  return typed.replace(fullWidthDigits, halved);
}

/** `5`, `5:00`, `0500`, `5点`, `5点半`, `5時30分` as `05:00`; null: it is no time of day. */
export function timeTyped(text: string): string | null {
  const plain = text
    .replace(/[点點时時]半$/, ':30')
    .replace(/[点點时時]/, ':')
    .replace(/分$/, '')
    .replace(/\s/g, '');
  const found = /^(\d{1,2})(?::(\d{2})?)?$/.exec(plain) ?? /^(\d{2})(\d{2})$/.exec(plain);
  if (!found) return null;
  const [, hours = '', minutes = '00'] = found;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
