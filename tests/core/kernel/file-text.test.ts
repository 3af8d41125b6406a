import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { textOfFile } from '../../../core/kernel/file-text.ts';

const text = '{"name":"云水堂·江湾店 足疗60分"}';

describe('the text of a file', () => {
  it.each(['utf-8', 'gbk', 'gb18030', 'utf-16le', 'utf-16be'])('is read in %s', (encoding) => {
    const bytes = iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf-16') });
    expect(textOfFile(bytes)).toBe(text);
  });

  it('has no mark of its own encoding before it', () => {
    expect(textOfFile(iconv.encode(text, 'utf-8', { addBOM: true }))).toBe(text);
  });

  it('is none where the bytes are of no such encoding', () => {
    expect(textOfFile(Uint8Array.from([0x7b, 0xff, 0x22]))).toBeNull();
    expect(textOfFile(Uint8Array.from([0xff, 0xfe, 0x00, 0xd8]))).toBeNull();
  });
});
