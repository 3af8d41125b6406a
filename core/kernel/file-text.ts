/** As `textOfFile`; what cannot be read is no text, which whoever reads on refuses. */
export async function textOfChosen(file: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<string> {
  return textOfFile(new Uint8Array(await file.arrayBuffer())) ?? '';
}

/**
 * The text of a file that a person chose: UTF-8, UTF-16 with its mark, or GB 18030 (GBK, “ANSI” of a Chinese Windows).
 * Null for what is none of them: a letter that cannot be read must never be taken over as a mark of replacement.
 */
export function textOfFile(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be');
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030');
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
