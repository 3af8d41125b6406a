/**
 * The arguments meant for us, of Electron's whole command line. Run unpackaged, that is `electron [its own flags]
 * path-of-the-program [ours]`: Electron takes the first word that is no flag as the program, and its own flags before
 * it (`--no-sandbox`, `--inspect=0`) are none of ours. A packaged program is its own path.
 */
export function programArgs(argv: readonly string[], isPackaged: boolean): string[] {
  const rest = argv.slice(1);
  if (isPackaged) return rest;
  const program = rest.findIndex((arg) => !arg.startsWith('-'));
  return program === -1 ? [] : rest.slice(program + 1);
}
