import type { FileView } from '../../host/contract/views.ts';

/** Gives a file of the store to the browser to save. */
export function saveFile({ name, base64 }: FileView): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
