import iconv from 'iconv-lite';

/** How text reaches the printer. Store printers in the mainland take GB18030. */
export type PrinterEncoding = 'gb18030' | 'big5' | 'shiftjis' | 'ksc5601' | 'cp437' | 'cp858' | 'cp866' | 'cp1252';

/** Where a character set has no such character, what says the same; tried in this order. */
const alternatives: Readonly<Record<string, readonly string[]>> = {
  '￥': ['¥', 'Y'],
  '¥': ['Y'],
  '×': ['x'],
  '»': ['>'],
  '–': ['-'],
  '—': ['-'],
  '·': ['-'],
  '…': ['...'],
  '、': [', '],
  '，': [', '],
  '。': ['. '],
  '：': [': '],
  '（': [' ('],
  '）': [') '],
  '─': ['-'],
};

/** Whether a printer set so prints Chinese. */
export function printsChinese(encoding: PrinterEncoding): boolean {
  return !encoding.startsWith('cp');
}

/** The text with what the character set lacks replaced: on paper and in the picture the same. */
export function fitting(text: string, encoding: PrinterEncoding): string {
  if (encoding === 'gb18030') return text;
  return Array.from(text, (character) => {
    if (character <= '\u007f' || isIn(character, encoding)) return character;
    return alternatives[character]?.find((other) => isIn(other, encoding)) ?? '?';
  }).join('');
}

function isIn(text: string, encoding: PrinterEncoding): boolean {
  return iconv.decode(iconv.encode(text, encoding), encoding) === text;
}
