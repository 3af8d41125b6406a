import path from 'node:path';

/** The project's folder. */
export const projectFolder = path.resolve(import.meta.dirname, '../..');

/** An absolute path inside the project. */
export function projectPath(...parts: string[]): string {
  return path.join(projectFolder, ...parts);
}
