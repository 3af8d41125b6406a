import iconv from 'iconv-lite';

/**
 * How text reaches the printer. Store printers in the mainland take GB18030; many of them have only the characters of
 * GBK, two bytes each, and set the four bytes of any other as letters: those are `gbk`.
 */
export type PrinterEncoding =
  | 'gb18030'
  | 'gbk'
  | 'big5'
  | 'shiftjis'
  | 'ksc5601'
  | 'cp437'
  | 'cp858'
  | 'cp866'
  | 'cp1252';

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
  '£': ['GBP '],
  '€': ['EUR '],
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
  const bytes = iconv.encode(text, encoding);
  // The library's Big5 is that of Hong Kong: rows that plain Big5 has not are no characters of these printers.
  if (encoding === 'big5' && text > '\u007f' && !isPlainBig5(bytes)) return false;
  // Of GBK the single bytes above ASCII (the euro sign) are of Windows, not of printers.
  if (encoding === 'gbk' && bytes.length === 1 && text > '\u007f') return false;
  return iconv.decode(bytes, encoding) === text;
}

/** Rows A1 to C6 and C9 to F9, the ends as plain Big5 has them; what lies between and around is of extensions. */
function isPlainBig5([high = 0, low = 0]: Uint8Array): boolean {
  const character = high * 256 + low;
  return (character >= 0xa140 && character <= 0xc67e) || (character >= 0xc940 && character <= 0xf9d5);
}
